-- core.read_records: read a caller's array of flat records; raises if one is invalid.
--
-- One statement checks all records: each known field is tested by its kind, so that the
-- casts that follow see numbers and times in a single spelling. A caller that sends
-- records by hand misspells a key: there, other keys are refused. Records of machines
-- and of newer clients may have more.

create or replace function core.read_records(
    p_name text,
    p_value jsonb,
    p_fields jsonb,
    p_most integer,
    p_item text,
    p_key text,
    p_many_key text,
    p_others text[] default null
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_date constant text :=
        '^(19|2[0-9])[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
    c_time constant text := c_date
        || '[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,20})?)?'
        '(Z|[+-](0[0-9]|1[0-5])(:?[0-5][0-9])?)$';
    v_records jsonb;
    v_fault text;
begin
    v_records := core.read_json(p_name, p_value, 'array', p_most * 4000, p_key);
    if v_records is null then
        perform core.raise_error(p_key, format('%s is missing.', p_name));
    end if;
    if jsonb_array_length(v_records) > p_most then
        perform core.raise_error(
            p_many_key, format('%s %s.', jsonb_array_length(v_records), p_name)
        );
    end if;

    select
        case
            when jsonb_typeof(r.record) <> 'object'
                then format('%s %s: it is not an object.', p_item, r.place)
            else format('%s %s: %s %s.', p_item, r.place, f.name, f.fault)
        end
    into v_fault
    from jsonb_array_elements(v_records) with ordinality as r (record, place)
    left join lateral (
        select
            core.excerpt(e.name) as name,
            case coalesce(p_fields ->> e.name, 'other')
                when 'other' then 'is not a field'
                when 'text' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        then format('is a JSON %s, not a text', jsonb_typeof(e.value))
                    when length(e.value #>> '{}') > 200
                        then 'has more than 200 characters'
                    when e.value #>> '{}' ~ '[\u0001-\u0008\u000E-\u001F\u007F]'
                        then 'contains a control character'
                end
                when 'number' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        or e.value #>> '{}'
                        !~ '^-?([0-9]{1,15}(\.[0-9]{1,20})?|\.[0-9]{1,20})$'
                        then 'is not a number'
                end
                when 'integer' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        or e.value #>> '{}' !~ '^-?[0-9]{1,10}$'
                        then 'is not a whole number, or is out of range'
                    when abs((e.value #>> '{}')::bigint) > 2147483647
                        then 'is not a whole number, or is out of range'
                end
                when 'bigint' then case
                    when jsonb_typeof(e.value) not in ('string', 'number')
                        or e.value #>> '{}' !~ '^-?[0-9]{1,18}$'
                        then 'is not a whole number, or is out of range'
                end
                when 'time'
                    then core._day_fault(e.value, c_time, 'is not a time with a zone')
                when 'date'
                    then core._day_fault(e.value, c_date || '$', 'is not a day, YYYY-MM-DD')
            end as fault
        from jsonb_each(
            case when jsonb_typeof(r.record) = 'object' then r.record end
        ) as e (name, value)
        where
            (p_fields ? e.name and e.value <> 'null')
            or (not p_fields ? e.name and e.name <> all(p_others))
    ) as f on f.fault is not null
    where jsonb_typeof(r.record) <> 'object' or f.fault is not null
    order by r.place, f.name
    limit 1;
    if v_fault is not null then
        perform core.raise_error(p_key, v_fault);
    end if;
    return v_records;
end;
$$;

grant execute on function core.read_records(
    text, jsonb, jsonb, integer, text, text, text, text[]
) to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_records(
    text, jsonb, jsonb, integer, text, text, text, text[]
) is
$$Up to p_most records whose fields are of the kinds that p_fields names.

p_fields: {"<field>": "text" | "number" | "integer" | "bigint" | "time" | "date"}; a
field may be missing or null. text has 200 characters at most; number has 15 digits
before the point and 20 after it at most, as a JSON number or as plain digits in a
string; time is ISO 8601 with a zone, date is YYYY-MM-DD, both from 1900 to 2999. p_item
is the word for a record in an error. p_others: the other keys that a record may have,
which the caller reads itself; null, the default: any.
Errors: p_key, for the first invalid record and field; p_many_key.
$$;
