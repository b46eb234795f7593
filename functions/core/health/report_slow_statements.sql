-- core.report_slow_statements: the database time of statements, by RPC.
--
-- Definer, as core.health: a signed-in user needs app role admin. It only reads.
-- Budgets stand in comments, so only those of the returned RPCs are read.

create or replace function core.report_slow_statements(p_page_size int default 20)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin');
    perform core.read_page('core.report_slow_statements', null, p_page_size);

    return (
        with statements as materialized (
            select
                s.*,
                round(s.total_ms / nullif(s.calls, 0), 3) as mean_ms
            from core._read_statements() as s
            order by s.total_ms desc
            limit p_page_size
        ),

        budgets as (
            select
                p.proname::text as rpc,
                max(
                    substring(
                        obj_description(p.oid, 'pg_proc')
                        from 'Budget: ([0-9]+) ms'
                    )::numeric
                ) as budget_ms
            from pg_catalog.pg_proc as p
            where
                p.pronamespace = 'api'::regnamespace
                and p.proname in (select s.rpc from statements as s)
            group by p.proname
        ),

        slowest as (
            select
                s.*,
                b.budget_ms
            from statements as s
            left join budgets as b on s.rpc = b.rpc
        )

        select jsonb_build_object(
            'items',
            coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'rpc', w.rpc,
                        'statement', w.statement,
                        'calls', w.calls,
                        'total_ms', w.total_ms,
                        'mean_ms', w.mean_ms,
                        'max_ms', w.max_ms,
                        'budget_ms', w.budget_ms,
                        'is_over_budget', coalesce(w.mean_ms > w.budget_ms, false),
                        'rows', w.rows_total,
                        'hit_ratio', w.hit_ratio
                    )
                    order by w.total_ms desc
                ),
                '[]'
            )
        )
        from slowest as w
    );
end;
$$;

grant execute on function core.report_slow_statements(int)
to authenticated, service_role, app_worker, app_reader;

comment on function core.report_slow_statements(int) is
$$Statements by their total time, summed by the RPC that they call.

statement is set if no RPC is called, else null; is_over_budget compares the mean with
the RPC's budget. Empty without pg_stat_statements.
Returns: {items: [{rpc: text | null, statement: text | null, calls: bigint, total_ms:
numeric, mean_ms: numeric | null, max_ms: numeric, budget_ms: numeric | null,
is_over_budget: boolean, rows: bigint, hit_ratio: numeric | null}]}
Units: milliseconds; hit_ratio from 0 to 1; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Example: {"page_size": 20}
Budget: 200 ms.
$$;
