-- Proves functions/master/_refuse_places.sql.
begin;
select plan(5);

-- Given: a region whose key is r.
select tests.add_place('r', 1);

select tests.stage_places(
    '[{"code": "p", "level": 2, "name": "P", "parent": "q"},
      {"code": "q", "name": "Q"},
      {"code": "c", "level": 3, "name": "C", "parent": "own:p"},
      {"code": "d", "level": 3, "name": "D", "parent": "r"}]'
);
select is_empty(
    $$ select * from master._refuse_places('pg_temp.staged_places') $$,
    'a parent is there already, or in the batch, in any order'
);
select tests.stage_places(
    '[{"code": "a", "name": "A", "country": "ZZZ"},
      {"code": "b", "name": "B", "scheme": "1"},
      {"name": "C"},
      {"code": "d"},
      {"code": "e", "name": "E", "level": 4},
      {"code": "f", "name": "F", "level": 2, "parent": "nowhere"},
      {"code": "g", "name": "G", "place_key": "r"},
      {"code": "r", "name": "H", "country": "YY"},
      {"code": "i", "name": "I", "population": -1},
      {"code": "j", "name": "J", "scheme": "psgc", "country": "PH"},
      {"code": "k", "name": "K", "level": 2, "parent": "k"}]'
);
select results_eq(
    $$ select line, reason from master._refuse_places('pg_temp.staged_places')
       order by line $$,
    $$ values
        (1::bigint, 'country is not two letters, such as PH'),
        (2, 'scheme is not a word, such as own'),
        (3, 'code is missing'),
        (4, 'name is missing'),
        (5, 'level is not 1, 2 or 3'),
        (6, 'there is no place nowhere above level 2 in ZZ'),
        (7, 'place_key r is that of own:r'),
        (8, 'own:r is in ZZ'),
        (9, 'population is below 0'),
        (10, 'a code of psgc has ten digits'),
        (11, 'there is no place k above level 2 in ZZ') $$,
    'each fault has its reason'
);
select tests.stage_places(
    '[{"code": "m", "level": 2, "name": "M", "parent": "n"},
      {"code": "n", "name": "N"},
      {"code": "bad", "name": "B", "population": -1},
      {"code": "o", "level": 2, "name": "O", "parent": "bad"},
      {"code": "l", "level": 3, "name": "L", "parent": "o"},
      {"code": "s", "name": "S", "place_key": "same"},
      {"code": "t", "name": "T", "place_key": "same"}]'
);
select results_eq(
    $$ select line, reason from master._refuse_places('pg_temp.staged_places')
       order by line $$,
    $$ values
        (3::bigint, 'population is below 0'),
        (4, 'there is no place bad above level 2 in ZZ'),
        (5, 'there is no place o above level 3 in ZZ'),
        (6, 'place_key same is given twice'),
        (7, 'place_key same is given twice') $$,
    'a row that is refused is no parent; the others of the batch stay'
);
select tests.add_place('taken', 1);
update master.places set place_key = 'own:x'
where code = 'taken';
select tests.add_place('y', 1);
update master.places set place_key = 'x'
where code = 'y';
select tests.stage_places('[{"code": "x", "name": "X"}]');
select results_eq(
    $$ select reason from master._refuse_places('pg_temp.staged_places') $$,
    $$ values ('place_key own:x is that of own:taken') $$,
    'a place needs a key that no other place of the level has'
);
select tests.stage_places(
    jsonb_build_array(
        jsonb_build_object('code', repeat('x', 201), 'name', 'N', 'level', 9)
    )
);
select is(
    (select f.reason from master._refuse_places('pg_temp.staged_places') as f),
    'level is not 1, 2 or 3; a code or a name has more than 200 characters',
    'several faults of a row come together'
);

select * from finish();
rollback;
