-- Proves sql/seeds/reading/metric_sources.sql.j2.
begin;
select plan(1);

insert into reading.progress_versions (user_id, version, conflicts)
values (tests.user('ada'), 1, 2), (tests.user('bob'), 1, 3);
select is(
    core._read_metric_source('reading_conflicts_total') #> '{0}' ->> 'value', '5',
    'conflicts of all readers are counted'
);

select * from finish();
rollback;
