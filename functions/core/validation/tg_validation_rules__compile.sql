-- core.tg_validation_rules__compile: compile the check functions after a rule changed.
--
-- All entities each time: rules change rarely, in releases, and tens of entities
-- compile in milliseconds. Definer: the functions belong to the owner, whichever role
-- changed the rule. Two writers at once would replace one function concurrently, which
-- fails for one of them, so they are serialized.

create or replace function core.tg_validation_rules__compile()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entity text;
begin
    perform pg_advisory_xact_lock(hashtextextended('core.validation_rules', 0));

    for v_entity in
        select r.entity
        from core.validation_rules as r

        union

        select replace(substring(p.proname from 8), '__', '.')
        from pg_catalog.pg_proc as p
        where
            p.pronamespace = 'core'::regnamespace
            and p.proname ~ '^_check_[a-z_]+__[a-z_]+$'
        order by 1
    loop
        perform core._compile_check(v_entity);
    end loop;

    return null;
end;
$$;
