-- Proves functions/filters/read/_subtract_counts.sql.
begin;
select plan(2);

select is(
    (
        select array_agg(row(n.value_id, n.lines)::text order by n.value_id)
        from filters._subtract_counts(
            row('{1,2,3}', '{10,20,30}')::filters.counts,
            row('{3,1}', '{5,10}')::filters.counts
        ) as c
        cross join unnest(c.value_ids, c.lines) as n (value_id, lines)
    ),
    array['(2,20)', '(3,25)'],
    'what is left of each value, and no value without a line'
);
select is(
    filters._subtract_counts(
        row('{1}', '{10}')::filters.counts, row(null, null)::filters.counts
    ),
    row('{1}', '{10}')::filters.counts,
    'nothing to take away'
);

select * from finish();
rollback;
