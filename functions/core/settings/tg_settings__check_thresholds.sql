-- core.tg_settings__check_thresholds: refuse thresholds of a check that does not exist.

create or replace function core.tg_settings__check_thresholds()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_unknown text;
begin
    select string_agg(core.excerpt(k.name), ', ' order by k.name)
    into v_unknown
    from jsonb_object_keys(new.value) as k (name)
    where not exists (select from core.health_checks as c where c.name = k.name);

    if v_unknown is not null then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'Setting %s names checks that do not exist: %s. rowhouse health lists '
                'the checks.',
                new.name, left(v_unknown, 300)
            )
        );
    end if;
    return new;
end;
$$;

comment on function core.tg_settings__check_thresholds() is
$$Guard of the setting core.health_thresholds.

Errors: PT422 core.invalid_argument.
$$;
