-- suppliers._show_certificate: a certificate as callers see it.

create or replace function suppliers._show_certificate(
    p_certificate suppliers.certificates
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', (p_certificate).id,
        'supplier_id', (p_certificate).supplier_id,
        'capability', (p_certificate).capability_code,
        'number', (p_certificate).number,
        'valid_from_on', (p_certificate).valid_from_on,
        'valid_until_on', (p_certificate).valid_until_on,
        'revoked_at', (p_certificate).revoked_at
    )
$$;

comment on function suppliers._show_certificate(suppliers.certificates) is
    'A certificate; its capability by code.';
