-- core._cron_fault: why a cron expression is invalid; null if it is valid.
--
-- Five fields, since no schedule runs more often than every minute, and no number of
-- more than four digits. If both the day and the month must match (because the day or
-- the weekday starts with a star), some year must have such a date.

create or replace function core._cron_fault(p_cron text)
    returns text
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fields text[] := string_to_array(upper(p_cron), ' ');
    v_names text[] := '{minute,hour,day,month,weekday}'::text[];
    v_items integer[];
    v_first_day integer;
    v_longest integer;
begin
    if p_cron ~ '[^!-~ ]' or length(p_cron) > 200 or cardinality(v_fields) <> 5 then
        return 'It needs five fields with at most 200 characters in total.';
    end if;
    if p_cron ~ '[0-9]{5}' then
        return 'It has a number of more than four digits.';
    end if;

    for v_place in 1 .. 5 loop
        v_items := core._cron_items(v_place, v_fields[v_place]);
        if v_items is null then
            return format(
                'Its %s %L cannot be read.',
                v_names[v_place], core.excerpt(v_fields[v_place])
            );
        end if;
        if v_place = 3 then
            v_first_day := (select min(i.day) from unnest(v_items) as i (day));
        elsif v_place = 4 then
            v_longest := (
                select max((array[31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[i.month])
                from unnest(v_items) as i (month)
            );
        end if;
    end loop;
    if (starts_with(v_fields[3], '*') or starts_with(v_fields[5], '*'))
        and v_first_day > v_longest
    then
        return format('None of its months has a day %s.', v_first_day);
    end if;

    return null;
end;
$$;

comment on function core._cron_fault(text) is
    'A sentence about the fault of a cron expression; null if it is valid.';
