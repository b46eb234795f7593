-- reading._distance: how far a place is into its series, in chapters; -1 without any.
--
-- The policy furthest compares this first. Comparing only what both edits have
-- (chapters with chapters, percents with percents) is not a total order: chapter 2 is
-- further than chapter 1 at 99 percent, which is further than 50 percent, which is
-- further than chapter 100 at 40 percent, which is further than chapter 50, which is
-- further than chapter 2. Without a total order the result would depend on the order in
-- which devices send. So every place is converted to chapters: without a chapter, one
-- percent counts as one chapter (as in a series of a hundred), and with only a page,
-- twenty pages do. If both edits have a chapter, or both have only a percent, the
-- comparison is exact; otherwise it is an estimate.

create or replace function reading._distance(
    p_chapter numeric, p_page integer, p_percent numeric
)
    returns numeric
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return coalesce(p_chapter, p_percent, p_page / 20.0, -1);

comment on function reading._distance(numeric, integer, numeric) is
$$The chapter of a place; without one its percent, or a twentieth of its page.

Units: chapters.
$$;
