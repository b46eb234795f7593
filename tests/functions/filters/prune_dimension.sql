-- Proves functions/filters/prune_dimension.sql.
begin;
select plan(6);

-- Given: the counted shop.
select tests.counted_shop();

insert into shop.colours values ('grey', 'Grey'), ('black', 'Black');
create table shop.tins (id bigint, colour text references shop.colours (code));
insert into shop.colours values ('tin', 'Tin');
insert into shop.tins values (1, 'tin');
select tests.set_clock('2030-01-01 00:00:00+00');
select is(
    filters.prune_dimension('colour', false) -> 'pruned', '[]',
    'the grace period begins'
);
select tests.set_clock('2030-01-02 00:00:01+00');
select is(
    filters.prune_dimension('colour'),
    '{"dimension": "colour", "dry_run": true, "pruned": ["grey"],
      "kept": [{"value": "tin", "reason": "shop.tins refers to it"}]}',
    'a dry run lists; protected values are left alone'
);
select is((select count(*) from shop.colours), 5::bigint, 'and deletes nothing');
do $$ begin perform filters.prune_dimension('colour', false); end $$;
select set_eq(
    $$ select code from shop.colours $$, array['black', 'blue', 'red', 'tin'],
    'a run deletes'
);
select is(
    tests.refusal($$ select filters.prune_dimension('size') $$) ->> 'key',
    'filters.not_prunable', 'without a rule nothing is pruned'
);
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.prune_dimension('colour') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
