-- Proves functions/master/_write_places.sql.
begin;
select plan(5);

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
select pg_temp.written('[{"code": "s", "name": "S", "place_key": "new-s"},
                         {"code": "t", "level": 2, "name": "T", "parent": "new-s"}]');
select is(
    (
        select u.code
        from master.places as p
        inner join master.places as u on p.parent_id = u.id
        where p.code = 't'
    ),
    's', 'a parent is named by the key that the same batch gives it'
);
select throws_ok(
    $$ select pg_temp.written('[{"code": "s", "name": "S", "place_key": "newer-s"},
                                {"code": "v", "level": 2, "name": "V",
                                 "parent": "new-s"}]') $$,
    'PT422', 'master.invalid_place', 'not by the key that it takes away'
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
