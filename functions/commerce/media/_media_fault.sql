-- commerce._media_fault: what is wrong with an upload that could be read.
--
-- The worker reports what the content is; whether it is what was announced, and whether
-- the product has it already, is decided here. Called before the worker makes files,
-- and again when it records them, under the lock of the product.

create or replace function commerce._media_fault(
    p_version commerce.media_versions, p_facts jsonb
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_facts ->> 'content_type' <> p_version.declared_type then jsonb_build_object(
            'fault', 'mislabelled',
            'detail', format(
                'The content is %s, and was announced as %s.',
                p_facts ->> 'content_type', p_version.declared_type
            )
        )
        when p_facts ->> 'sha256' <> p_version.declared_sha256 then jsonb_build_object(
            'fault', 'corrupt',
            'detail', 'The content has another SHA-256 than the one announced.'
        )
        else (
            select jsonb_build_object(
                'fault', 'duplicate',
                'detail', format(
                    'The product has it as image %s, version %s.', d.media_id, d.version
                )
            )
            from commerce.media_versions as d
            where
                d.product_id = p_version.product_id
                and d.sha256 = p_facts ->> 'sha256'
                and d.status = 'ready'
        )
    end
$$;

comment on function commerce._media_fault(commerce.media_versions, jsonb) is
    'p_facts: {content_type, sha256}. Returns {fault, detail}; null if it is sound.';
