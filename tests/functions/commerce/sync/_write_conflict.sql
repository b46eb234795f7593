-- Proves functions/commerce/sync/_write_conflict.sql.
begin;
select plan(9);

-- Given: a record.
insert into commerce.sync_records (source, entity, external_id, created_at, updated_at)
values ('pms', 'product', 'P-1', now(), now());
create function pg_temp.write(
    p_us_version bigint, p_reason text, p_winner text, p_fault text default null
) returns boolean
language sql as $$
    select commerce._write_conflict(
        r.id, 'title',
        jsonb_build_object(
            'pms', '{"value": "A", "version": 1}'::jsonb,
            'us', jsonb_build_object('value', 'B', 'version', p_us_version)
        ),
        'ask', p_reason, p_winner, p_fault
    )
    from commerce.sync_records as r
$$;
create function pg_temp.states() returns text
language sql as $$
    select string_agg(concat_ws(' ', c.us_version, c.reason, c.status, c.decision), ', '
                      order by c.us_version)
    from commerce.sync_conflicts as c
$$;

select is(pg_temp.write(1, 'later', 'us'), false, 'no conflict is not listed');
select is(pg_temp.write(1, 'concurrent', null), true, 'a field to ask for is');
select is(pg_temp.write(1, 'concurrent', null), false, 'once');
select is(pg_temp.states(), '1 concurrent open', 'it is open');
select is(pg_temp.write(2, 'concurrent', 'us'), true, 'a decided one is listed too');
select is(
    pg_temp.states(), '1 concurrent resolved us, 2 concurrent resolved us',
    'as resolved, and ends the open one'
);
select is(
    pg_temp.write(2, 'concurrent', 'pms', 'It is sold.'), true,
    'a value that is refused opens it again'
);
select is(
    pg_temp.states(), '1 concurrent resolved us, 2 refused open', 'with its fault'
);
do $$ begin perform pg_temp.write(3, 'later', 'us'); end; $$;
select is(
    pg_temp.states(), '1 concurrent resolved us, 2 refused resolved us',
    'a later write closes it'
);

select * from finish();
rollback;
