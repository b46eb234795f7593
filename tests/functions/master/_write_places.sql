-- Proves functions/master/_write_places.sql.
begin;
select plan(3);

-- Given: two regions, and a province in the first, retired.
select tests.add_place('r', 1);
select tests.add_place('s', 1);
select tests.add_place('p', 2, 'r');
update master.places set is_retired = true
where code = 'p';

create function pg_temp.written(p_rows jsonb)
    returns void
    language plpgsql
as $$
begin
    perform tests.stage_places(p_rows);
    perform master._write_places(
        array(select n from master._read_places('pg_temp.staged_places') as n)
    );
end;
$$;

select pg_temp.written('[{"code": "p", "level": 2, "name": "New", "parent": "s"},
                         {"code": "q", "level": 2, "name": "Q", "parent": "s"}]');
select results_eq(
    $$ select p.code, p.name, u.code, p.is_retired
       from master.places as p
       inner join master.places as u on p.parent_id = u.id
       order by p.code $$,
    $$ values ('p', 'New', 's', false), ('q', 'Q', 's', false) $$,
    'a place is renamed, moved and back; a new one is added'
);
select pg_temp.written('[{"code": "p", "level": 2, "name": "Newer"}]');
select is(
    (
        select p.name || u.code
        from master.places as p
        inner join master.places as u on p.parent_id = u.id
        where p.code = 'p'
    ),
    'Newers', 'a row without a parent leaves it'
);
create temporary table noted as
select count(*) as entries from core.audit_entries;
select pg_temp.written('[{"code": "p", "level": 2, "name": "Newer", "parent": "s"}]');
select is(
    (select count(*) from core.audit_entries), (select n.entries from noted as n),
    'the same again changes nothing'
);

select * from finish();
rollback;
