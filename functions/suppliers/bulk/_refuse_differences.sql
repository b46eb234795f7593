-- suppliers._refuse_differences: raise if a change of some tasks is refused for one.
--
-- The sentences come by gravity, then by task; a detail has room for the first ones.

create or replace function suppliers._refuse_differences(p_items jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_refused bigint;
    v_key text;
    v_sentences text;
begin
    select
        count(distinct i.item ->> 'task_id'),
        (
            array_agg(
                e.fault ->> 'code' order by suppliers._gravity(e.fault ->> 'code'), i.place
            )
        )[1],
        string_agg(
            e.fault ->> 'message', ' '
            order by suppliers._gravity(e.fault ->> 'code'), i.place
        )
    into v_refused, v_key, v_sentences
    from jsonb_array_elements(p_items) with ordinality as i (item, place)
    cross join lateral jsonb_array_elements(i.item -> 'errors') as e (fault);
    if v_refused > 0 then
        perform core.raise_error(
            v_key,
            format(
                '%s of %s tasks, so nothing was changed. %s',
                v_refused, jsonb_array_length(p_items), v_sentences
            )
        );
    end if;
end;
$$;

comment on function suppliers._refuse_differences(jsonb) is
$$Raise unless no item of suppliers._show_differences has errors.

Errors: the code of the gravest fault.
$$;
