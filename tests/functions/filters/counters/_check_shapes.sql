-- Proves functions/filters/counters/_check_shapes.sql.
begin;
select plan(7);

-- Given: an enum that is counted, and its child.
create schema t_moods;
create type t_moods.mood as enum ('sad', 'glad');
create table t_moods.days (id integer, mood t_moods.mood, place text);
insert into t_moods.days (id, mood, place)
values (1, 'sad', 'a'), (2, 'sad', 'b'), (3, 'glad', 'b');
select filters.allow_source('t_moods.days', '{mood, place}');
do $$
begin
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "mood", "source": "t_moods.days", "column": "mood"}'
        ) -> 'operation_id')::bigint
    );
    perform core.run_operation_chunks(
        (filters.register_dimension(
            '{"name": "place", "source": "t_moods.days", "column": "place",
              "parent": "mood"}'
        ) -> 'operation_id')::bigint
    );
end;
$$;

select lives_ok(
    $$ alter type t_moods.mood add value 'fine' before 'glad' $$, 'a label may be added'
);
select lives_ok($$ insert into t_moods.days values (4, 'glad', 'c') $$, 'writes go on');
alter type t_moods.mood rename value 'sad' to 'low';
select throws_ok(
    $$ delete from t_moods.days where id = 1 $$, 'PT409', 'filters.column_changed',
    'a label that was renamed stops them'
);
do $$
begin
    perform filters.toggle_dimension('mood', false, 'relabelled');
end;
$$;
select throws_ok(
    $$ delete from t_moods.days where id = 1 $$, 'PT409', 'filters.column_changed',
    'as long as a child counts by it'
);
do $$
declare
    v_name text;
begin
    perform filters.toggle_dimension('place', false, 'relabelled');
    foreach v_name in array array['mood', 'place'] loop
        perform core.run_operation_chunks(
            (filters.toggle_dimension(v_name, true, 'counted anew') -> 'operation_id')
            ::bigint
        );
    end loop;
end;
$$;
select lives_ok($$ delete from t_moods.days where id = 1 $$, 'off and on, they go on');
select results_eq(
    $$ select value collate "default", lines from filters.current_counts
       where dimension = 'mood' order by 1 $$,
    $$ values ('glad', 2::bigint), ('low', 1) $$, 'and the new label is counted'
);
select is_empty(
    $$ select filters._compare_counters(name) from filters.dimensions
       where counted_by = 'counters' $$, 'as the rows say'
);

select * from finish();
rollback;
