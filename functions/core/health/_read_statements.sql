-- core._read_statements: pg_stat_statements, summed by the RPC that was called.
--
-- Definer: only pg_read_all_stats sees the statements of other roles. The extension may
-- be missing, in any schema, or without its library; then the result is empty. The
-- library replaces the constants of a planned statement by $1, but keeps every other
-- statement as it was sent, with the password that it sets or the row that it loads. So
-- only planned statements are returned. `select … into` is not planned, although it
-- starts like one. A text is shown up to its first literal: if an entry was evicted
-- while its statement ran, the library had no normalized text.

create or replace function core._read_statements()
    returns table (
        rpc text,
        statement text,
        calls bigint,
        total_ms numeric,
        max_ms numeric,
        rows_total bigint,
        hit_ratio numeric
    )
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema name;
begin
    select n.nspname
    into v_schema
    from pg_catalog.pg_extension as e
    inner join pg_catalog.pg_namespace as n on e.extnamespace = n.oid
    where e.extname = 'pg_stat_statements';
    if v_schema is null
        or position('pg_stat_statements' in current_setting('shared_preload_libraries'))
        = 0
    then
        return;
    end if;

    for rpc, statement, calls, total_ms, max_ms, rows_total, hit_ratio in
        execute format(
            $query$
                with exposed as (
                    select distinct p.proname::text as name
                    from pg_catalog.pg_proc as p
                    where p.pronamespace = 'api'::regnamespace
                ),
                seen as (
                    select
                        x.name as rpc,
                        case
                            when x.name is null then core._show_statement(s.query)
                        end as statement,
                        s.calls,
                        s.total_exec_time,
                        s.max_exec_time,
                        s.rows,
                        s.shared_blks_hit as hit,
                        s.shared_blks_hit + s.shared_blks_read as blocks
                    from %I.pg_stat_statements as s
                    left join exposed as x
                        on x.name = substring(
                            s.query from '(?i)\m"?api"?\."?([a-z_][a-z0-9_]*)"?\s*\('
                        )
                    where s.dbid = (
                        select d.oid
                        from pg_catalog.pg_database as d
                        where d.datname = current_database()
                    )
                    and s.query
                    ~* '^\s*(select|insert|update|delete|merge|with)\M'
                    and (
                        s.query !~* 'into'
                        or s.query !~* '(?<!\m(insert|merge)\s+)\minto\M'
                    )
                )
                select
                    s.rpc,
                    s.statement,
                    sum(s.calls)::bigint,
                    round(sum(s.total_exec_time)::numeric, 3),
                    round(max(s.max_exec_time)::numeric, 3),
                    sum(s.rows)::bigint,
                    round(sum(s.hit) / nullif(sum(s.blocks), 0), 4)
                from seen as s
                group by s.rpc, s.statement
            $query$,
            v_schema
        )
    loop
        return next;
    end loop;
end;
$$;

grant execute on function core._read_statements()
to service_role, app_worker, app_reader;
