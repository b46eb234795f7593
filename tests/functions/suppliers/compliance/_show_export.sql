-- Proves functions/suppliers/compliance/_show_export.sql.
begin;
select plan(3);

create function core.t_shown(p_download jsonb)
    returns jsonb
    language sql
as $$
    select suppliers._show_export(jsonb_populate_record(
        null::suppliers.compliance_exports,
        jsonb_build_object(
            'id', 7, 'status', 'ready', 'storage_key', 'exports/x', 'download', p_download
        )
    ))
$$;

select is(
    core.t_shown('{"url": "x", "expires_at": "2999-01-01Z"}') -> 'download' ->> 'url',
    'x', 'a link that is valid is shown'
);
select is(
    core.t_shown('{"url": "x", "expires_at": "2020-01-01Z"}') -> 'download', 'null',
    'one that has expired is not'
);
select is(core.t_shown(null) ? 'storage_key', false, 'the place in the storage is not');

select * from finish();
rollback;
