-- core._cron_fault: why a worker could not read a cron expression; null: it can.
--
-- Five fields, as no schedule runs more often than each minute, and no number of more
-- than four digits. The day and the month must meet in some year
-- when both are asked for: that is so when the day or the weekday begins with a star.

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
        return 'It has five fields of at most 200 characters in all.';
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
        return format('No month that it names has a day %s.', v_first_day);
    end if;

    return null;
end;
$$;

comment on function core._cron_fault(text) is
    'A sentence on what is wrong with a cron expression, null when it can be read.';
