-- filters.current_counts: current number of lines per value of each registered
-- dimension.
--
-- One statement reads folded counts and deltas, so no fold can commit in between.

create or replace view filters.current_counts
with (security_invoker = true)
as
select
    n.dimension,
    n.parent_value,
    n.value,
    sum(n.lines)::bigint as lines
from (
    select
        c.dimension,
        c.parent_value,
        c.value,
        c.lines
    from filters.value_counts as c
    union all
    select
        d.dimension,
        d.parent_value,
        d.value,
        d.lines
    from filters.value_deltas as d
) as n
group by n.dimension, n.parent_value, n.value
having sum(n.lines) <> 0;

grant select on filters.current_counts to service_role, app_reader;

comment on view filters.current_counts is
    'Folded and unfolded counts together; a value is listed while it has a line.';
