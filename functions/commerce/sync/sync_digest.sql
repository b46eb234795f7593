-- commerce.sync_digest: the digest of a range of records.
--
-- SHA-256 over the canonical JSON {external_id: {field: value}}: keys in the order of
-- their bytes, no white space, fields that are null left out. Definer: no role of
-- requests has a grant on the table.

create or replace function commerce.sync_digest(
    p_source text, p_entity text, p_after text, p_until text
)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'count', count(*),
        'sha256', encode(
            sha256(convert_to(
                '{' || coalesce(
                    string_agg(
                        to_json(s.external_id) || ':{' || s.members || '}', ','
                        order by s.external_id collate "C"
                    ),
                    ''
                ) || '}',
                'UTF8'
            )),
            'hex'
        )
    )
    from (
        select
            r.external_id,
            (
                select string_agg(
                    to_json(f.key) || ':' || f.value, ',' order by f.key collate "C"
                )
                from jsonb_each(commerce._shown_fields(r)) as f
            ) as members
        from commerce.sync_records as r
        where
            r.source = p_source
            and r.entity = p_entity
            and (p_after is null or r.external_id collate "C" > p_after)
            and (p_until is null or r.external_id collate "C" <= p_until)
    ) as s
    where s.members is not null
$$;

grant execute on function commerce.sync_digest(text, text, text, text)
to service_role, app_worker;

comment on function commerce.sync_digest(text, text, text, text) is
$${count, sha256} of the records above p_after, up to p_until; null: no bound.

A record without a value is not counted.
$$;
