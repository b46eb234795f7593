-- Proves sql/seeds/concerts/personal_columns.sql.j2.
begin;
select plan(4);

-- Given: the double tour, whose first artist took over the second one.
select tests.double_tour();
select set_has(
    $$ select table_name, column_name, action from core.personal_columns $$,
    $$ values
        ('concerts.votes', 'user_id', 'delete'),
        ('concerts.viewers', 'user_id', 'delete'),
        ('concerts.merge_rows', 'user_id', 'delete'),
        ('concerts.merges', 'made_by', 'null') $$,
    'who votes, watches and decides is personal'
);
select isnt(
    concerts._merge_records('artist', 1001, '{1003}', null), null,
    'two artists become one'
);
select isnt_empty(
    format('select from concerts.merge_rows where user_id = %L', tests.user('ada')),
    'a merge keeps the votes that it moved'
);
delete from concerts.merge_rows
where user_id = tests.user('ada');
select is_empty(
    format(
        'select from concerts.merge_rows as r where r::text like %L',
        '%' || tests.user('ada') || '%'
    ),
    'what is erased by the column names the person no more'
);

select * from finish();
rollback;
