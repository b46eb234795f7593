-- Proves functions/master/_read_psgc_level.sql.
begin;
select plan(3);

-- Given: a region.
insert into master.places (country, scheme, code, level, place_key, name)
values ('PH', 'psgc', '1300000000', 1, 'NCR', 'National Capital Region (NCR)');

select is(
    master._read_psgc_level(
        1, '[{"psgc_code": "0100000000", "name": "Region I (Ilocos)",
              "island_group": "luzon"}]'
    ),
    '[{"code": "0100000000", "place_key": "Region I", "name": "Region I (Ilocos)",
       "parent_id": null, "parent_level": null, "class": null, "is_pseudo": null,
       "population": null, "details": {"island_group": "luzon"}}]',
    'a region goes by its short name'
);
select is(
    (
        select concat_ws(' ', n ->> 'place_key', p.place_key, n ->> 'parent_level')
        from jsonb_array_elements(
            master._read_psgc_level(
                2, '[{"psgc_code": "1300000000", "name": "Group",
                      "region_code": "1300000000"}]'
            )
        ) as n
        inner join master.places as p on (n ->> 'parent_id')::bigint = p.id
    ),
    '1300000000 NCR 1',
    'a province goes by its code, in its region'
);
select throws_ok(
    $$ select master._read_psgc_level(
        3, '[{"psgc_code": "0102801000", "name": "Adams",
              "province_code": "0102800000"}]'
    ) $$,
    'PT422', 'master.invalid_release',
    'a city needs its province'
);

select * from finish();
rollback;
