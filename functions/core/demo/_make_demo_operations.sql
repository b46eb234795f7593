-- core._make_demo_operations: two operations of the demo's user, run to their end.
--
-- Their jobs remain: a worker finds them finished.

create or replace function core._make_demo_operations()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_id bigint;
    v_claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
begin
    perform core._act_as_demo_user();
    v_ids := array(
        select core.start_operation('core.demo', l.lines)
        from (
            select
                d.refused,
                jsonb_agg(
                    jsonb_build_object(
                        'sku', format('DEMO-%s', n), 'price', case
                            when n > 120 - d.refused then 'free' else (n * 5)::text
                        end
                    )
                    order by n
                ) as lines
            from unnest('{3, 0}'::integer[]) as d (refused)
            cross join generate_series(1, 120) as n
            group by d.refused
        ) as l
        order by l.refused desc
    );
    perform set_config('request.jwt.claims', v_claims, true);

    foreach v_id in array v_ids loop
        loop
            exit when core.run_operation_chunks(v_id) = 'finished';
        end loop;
    end loop;
end;
$$;

comment on function core._make_demo_operations() is
$$Run two operations of 120 items; three items of the first are refused.

Emits: core.operation.finished.
$$;
