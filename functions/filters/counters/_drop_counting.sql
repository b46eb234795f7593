-- filters._drop_counting: drop the triggers and the trigger function of a source.

create or replace function filters._drop_counting(p_function text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_trigger record;
begin
    for v_trigger in
        select t.tgname, t.tgrelid::regclass as name
        from pg_catalog.pg_trigger as t
        where t.tgfoid = to_regprocedure(p_function || '()') and not t.tgisinternal
        order by t.tgrelid, t.tgname
    loop
        execute format('drop trigger %I on %s', v_trigger.tgname, v_trigger.name);
    end loop;
    execute format('drop function if exists %s()', p_function);
end;
$$;

comment on function filters._drop_counting(text) is
    'For a source without a counted dimension: its writes cost nothing any more.';
