-- Proves functions/filters/load/_find_date_order.sql.
begin;
select plan(6);

create function pg_temp.found(p_dates text[])
    returns jsonb
    language sql
as $$
    select filters._find_date_order(
        '{d}', (select jsonb_agg(jsonb_build_array(t.d)) from unnest(p_dates) as t (d)), 'd'
    )
$$;

select is(
    pg_temp.found('{2022-05-04,2022-05-31 08:00}'), '{"order": null, "fault": null}',
    'ISO needs no order'
);
select is(
    pg_temp.found('{04/05/2022,31/05/2022}') ->> 'order', 'dmy',
    'a day above 12 tells where the day is'
);
select is(pg_temp.found('{04/05/2022,05/31/2022}') ->> 'order', 'mdy', 'either way');
select is(
    pg_temp.found('{04/05/2022,2022-05-31}'),
    '{"order": null, "fault": "d: each date of the sample can be read both ways, such as 04/05/2022; ask who made the file, then say --date-order dmy or mdy"}', -- noqa: LT05
    'what can be read both ways is not guessed'
);
select is(
    pg_temp.found('{31/05/2022,05/31/2022}') ->> 'fault',
    'd writes its dates in several ways', 'nor is what contradicts itself'
);
select is(
    pg_temp.found('{31/05/2022,soon}') ->> 'fault',
    'd writes its dates in several ways', 'nor what is no date'
);

select * from finish();
rollback;
