-- Proves functions/filters/counters/_rank_of.sql.
begin;
select plan(5);

-- Given: the counted shop; values of every kind.
select tests.counted_shop();
create temporary table spelled as
select v.value
from (
    values
    ('-infinity'), ('-10.5'), ('-9'), ('0'), ('1'), ('1.5'), ('2'), ('10'), ('1.'),
    (repeat('9', 200)), ('Infinity'), ('a'), ('1e3'), (''), ('-'), (' 1'),
    ('2024-05-01'), ('10000-01-01'), ('0044-03-15 BC'), ('NaN')
) as v (value);
insert into filters.value_counts (dimension, value, lines)
select
    'size' as dimension,
    value,
    1 as lines
from spelled;

select is(
    (
        select array_agg(v.value order by filters._rank_of(v.value))
        from unnest('{10,9,-2,-10,1.5,0,Infinity,100}'::text[]) as v (value)
    ),
    '{-10,-2,0,1.5,9,10,100,Infinity}', 'numbers are in the order of numbers'
);
select is(
    (
        select array_agg(v.value order by filters._rank_of(v.value))
        from unnest(
            array[
                '10000-01-01', '2024-05-01', 'infinity', '0044-03-15 BC', '-infinity',
                '0044-04-01 BC', '0045-12-31 BC', '0001-01-01', '2023-12-31'
            ]
        ) as v (value)
    ),
    array[
        '-infinity', '0045-12-31 BC', '0044-03-15 BC', '0044-04-01 BC', '0001-01-01',
        '2023-12-31', '2024-05-01', '10000-01-01', 'infinity'
    ],
    'and dates in the order of days'
);
select is(filters._rank_of('a'), 'NaN', 'what is neither comes after all');
select is(filters._rank_of(null), 'NaN', 'null too');
select is_empty(
    $$ select value from filters.value_counts where rank <> filters._rank_of(value) $$,
    'folded or not, a value stands at the same place'
);

select * from finish();
rollback;
