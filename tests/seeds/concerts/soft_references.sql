-- Proves sql/seeds/concerts/soft_references.sql.j2.
begin;
select plan(2);

select results_eq(
    $$ select s.table_name, s.prefix, s.filter_value from concerts.soft_references as s
       where s.entity = 'show' order by 1 $$,
    $$ values
        ('concerts.external_ids', '', 'show'), ('concerts.redirects', '', 'show'),
        ('core.audit_entries', '', 'concerts.shows'), ('core.events', 'concerts:show:', null) $$,
    'where ids of a show are'
);
select is(
    (
        select count(*) from concerts.soft_references as s
        where not s.is_history and s.prefix <> ''
    ),
    0::bigint, 'what moves is a number'
);

select * from finish();
rollback;
