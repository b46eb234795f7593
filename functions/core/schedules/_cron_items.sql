-- core._cron_items: the numbers that one field of a cron expression means; null if
-- invalid.
--
-- It reads fields as cronsim does (tests/glue/test_cron.py compares them): names of
-- months and days, lists, ranges, steps; L and LW for days of the month (returned as
-- -1000), 5L and 5#2 for weekdays (returned as the weekday).

create or replace function core._cron_items(p_place integer, p_field text)
    returns integer[]
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_first integer := (array[0, 0, 1, 1, 0])[p_place];
    v_last integer := (array[59, 23, 31, 12, 7])[p_place];
    v_names text[] := case p_place
        when 4 then
            '{JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC}'::text[]
        when 5 then '{SUN,MON,TUE,WED,THU,FRI,SAT}'::text[]
    end;
    v_term text;
    v_parts text[];
    v_step integer;
    v_ends integer[];
    v_some integer[];
    v_all integer[] := '{}'::integer[];
begin
    foreach v_term in array string_to_array(p_field, ',') loop
        if p_place = 5 and v_term ~ '^(0*[0-7]L|[^/L*#-]+#0*[1-5])$' then
            v_term := regexp_replace(v_term, '(L|#.*)$', '');
        elsif p_place = 5 and v_term ~ '[L#]' then
            return null;
        end if;

        v_parts := regexp_match(v_term, '^([^/]+)(?:/([0-9]+))?$');
        if v_parts is null or length(ltrim(v_parts[2], '0')) = 0 then
            return null;
        end if;
        -- A step longer than the field is never reached.
        v_step := least(coalesce(v_parts[2], '1')::numeric, 100);

        if v_parts[1] = '*' then
            v_some := array[v_first, v_last];
        elsif p_place = 3 and v_parts[1] in ('L', 'LW') then
            v_all := v_all || -1000;
            continue;
        else
            v_some := array(
                select coalesce(
                    array_position(v_names, e.word) - 1 + v_first,
                    case when e.word ~ '^0*[0-9]{1,2}$' then e.word::integer end
                )
                from unnest(string_to_array(v_parts[1], '-')) with ordinality as e (word, n)
                order by e.n
            );
            if cardinality(v_some) > 2
                or array_position(v_some, null) is not null
                or v_some[1] not between v_first and v_last
                or v_some[2] not between v_some[1] and v_last
            then
                return null;
            end if;
            v_ends := v_some;
            if cardinality(v_some) = 1 or v_some[1] = v_some[2] then
                v_some := array[
                    v_ends[1],
                    case when v_parts[2] is null then v_ends[1] else v_last end
                ];
            end if;
        end if;
        v_all := v_all || array(select generate_series(v_some[1], v_some[2], v_step));
    end loop;

    return nullif(v_all, '{}');
end;
$$;

comment on function core._cron_items(integer, text) is
$$The numbers of a field, which is in upper case.

Positions 1 to 5: minute, hour, day, month, weekday.
$$;
