-- core._diagnose_exposure: what PostgREST serves besides schema api.
--
-- PostgREST reads its schemas from the settings of role authenticator, as Supabase has
-- it; one for this database comes first. Where a file or the environment sets them, the
-- database does not know them. The remedy keeps the schemas of others.

create or replace function core._diagnose_exposure()
    returns table (code text, severity text, what text, why text, remedy text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with modules as (
        select distinct split_part(e.key, '.', 1) as name
        from core.error_codes as e
    ),

    settings as (
        select distinct on (name)
            split_part(c.setting, '=', 1) as name,
            substr(c.setting, position('=' in c.setting) + 1) as value,
            'alter role authenticator'
            || coalesce(' in database ' || quote_ident(d.datname), '') as change
        from pg_catalog.pg_db_role_setting as s
        inner join pg_catalog.pg_roles as r on s.setrole = r.oid
        left join pg_catalog.pg_database as d on s.setdatabase = d.oid
        cross join unnest(s.setconfig) as c (setting)
        where
            r.rolname = 'authenticator'
            and coalesce(d.datname = current_database(), true)
        order by name, s.setdatabase desc
    ),

    exposed as (
        select
            btrim(p.name, ' "') as name,
            btrim(p.name) as written,
            p.place,
            s.change
        from settings as s
        cross join string_to_table(s.value, ',') with ordinality as p (name, place)
        where s.name = 'pgrst.db_schemas'
    ),

    wanted as (
        select format(
            '%s set pgrst.db_schemas = %L; notify pgrst',
            min(e.change),
            concat_ws(
                ', ',
                string_agg(e.written, ', ' order by e.place)
                    filter (where m.name is null),
                case when not bool_or(e.name = 'api') then 'api' end
            )
        ) as remedy
        from exposed as e
        left join modules as m on e.name = m.name
    )

    select
        'schema_exposed' as code,
        'error' as severity,
        format('PostgREST serves schema %s.', e.name) as what,
        'Its tables and functions are reachable; only api is made for that.' as why,
        w.remedy
    from exposed as e
    inner join modules as m on e.name = m.name
    cross join wanted as w

    union all

    select
        'api_not_exposed',
        'error',
        'PostgREST does not serve schema api.',
        'No RPC can be called.',
        w.remedy
    from wanted as w
    where
        exists (select from exposed as e)
        and not exists (select from exposed as e where e.name = 'api')

    union all

    select
        'pre_request_replaced',
        'error',
        format('Before each request %s runs.', quote_literal(s.value)),
        'Only core.pre_request refuses revoked tokens and counts against limits.',
        s.change || ' set pgrst.db_pre_request = ''core.pre_request''; notify pgrst'
    from settings as s
    where s.name = 'pgrst.db_pre_request' and s.value <> 'core.pre_request'
$$;

grant execute on function core._diagnose_exposure()
to service_role, app_worker, app_reader;

comment on function core._diagnose_exposure() is
    'What PostgREST serves besides schema api, and calls before a request.';
