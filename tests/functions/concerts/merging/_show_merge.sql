-- Proves functions/concerts/merging/_show_merge.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

create temporary table made as
select concerts._merge_records('venue', 2001, '{2002}', null) as id;
create temporary table shown as
select concerts._show_merge(m.id) as plan from made as m;
select is(
    (select s.plan -> 'tables' from shown as s),
    '[{"table_name": "concerts.redirects", "changed": 0, "dropped": 0, "added": 1},
      {"table_name": "concerts.shows", "changed": 1, "dropped": 0, "added": 0},
      {"table_name": "concerts.venues", "changed": 0, "dropped": 1, "added": 0}]'::jsonb,
    'rows by table'
);
select is(
    (select s.plan -> 'redirects' from shown as s),
    '[{"entity": "venue", "from_id": 2002, "to_id": 2001}]'::jsonb, 'what redirects'
);
select is(
    (select s.plan #>> '{history,core.audit_entries}' from shown as s), '2',
    'the entries that keep the old id'
);

select * from finish();
rollback;
