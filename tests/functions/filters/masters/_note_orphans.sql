-- Proves functions/filters/masters/_note_orphans.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.colours values ('grey', 'Grey');
select tests.set_clock('2030-01-01 00:00:00+00');
do $$ begin perform filters._note_orphans('colour'); end $$;
select tests.set_clock('2030-01-02 00:00:00+00');
do $$ begin perform filters._note_orphans('colour'); end $$;
select results_eq(
    $$ select value, since_at from filters.orphans $$,
    $$ values ('grey', '2030-01-01 00:00:00+00'::timestamptz) $$,
    'the first time is kept'
);
insert into t_shop.lines (id, colour) values (5, 'grey');
do $$ begin perform filters._note_orphans('colour'); end $$;
select is_empty($$ select from filters.orphans $$, 'one with a line again is none');

select * from finish();
rollback;
