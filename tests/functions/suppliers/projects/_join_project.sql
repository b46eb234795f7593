-- Proves functions/suppliers/projects/_join_project.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();

create temporary table joined on commit drop as
select
    s.id,
    s.calendar_id
from suppliers.supplier_projects as s
where s.supplier_id = 3001;

select is(
    tests.why('select suppliers._join_project(2001, 3001, calendar_id) from joined'),
    'PT409 suppliers.already_added', 'a supplier joins once'
);
update suppliers.supplier_projects set removed_at = core.now() + interval '1 day'
where supplier_id = 3001;
select is(
    (select suppliers._join_project(2001, 3001, j.calendar_id) from joined as j),
    (select j.id from joined as j), 'one that was removed comes back as it was'
);
select is(
    (
        select s.removed_at from suppliers.supplier_projects as s
        where s.supplier_id = 3001
    ),
    null, 'and works again'
);
select ok(
    (select suppliers._join_project(2001, 3003, j.calendar_id) from joined as j)
    <> (select j.id from joined as j),
    'another has a row of its own'
);

select * from finish();
rollback;
