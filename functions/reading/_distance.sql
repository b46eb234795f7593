-- reading._distance: how far on a place is, in chapters; before everything is -1.
--
-- What policy furthest compares first. Of two edits it should compare what both say:
-- chapters with chapters, percents with percents. No total order can do that for all
-- edits: chapter 2 is further than chapter 1 at 99 percent, that further than 50
-- percent, that further than chapter 100 at 40 percent, that further than chapter 50,
-- and that further than chapter 2. Without a total order, what stands would depend on
-- the order in which devices send. So every place becomes chapters: of a place without
-- a chapter one percent counts as one, as in a series of a hundred, and where there is
-- only a page, twenty pages do. Where both say a chapter, or neither does and both say
-- a percent, that decides; between the two the estimate does.

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
