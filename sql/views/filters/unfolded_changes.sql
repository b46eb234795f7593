-- filters.unfolded_changes: all unfolded changes of lines.
--
-- The second part costs nothing unless a bulk write is visible.

create or replace view filters.unfolded_changes
with (security_invoker = true)
as
select
    l.store_id,
    l.basket_id,
    l.category_id,
    l.brand_id,
    l.price_minor,
    l.lines,
    l.noted_at
from filters.line_changes as l
union all
select
    b.store_id,
    b.basket_id,
    b.category_id,
    b.brand_id,
    b.price_minor,
    b.lines,
    b.noted_at
from filters.bulk_changes as b
where (select count(*) from filters.bulk_writes) > 0;

grant select on filters.unfolded_changes to authenticated, service_role, app_reader;

comment on view filters.unfolded_changes is
    'Changes of lines that filters.cells does not include yet, including bulk writes.';
