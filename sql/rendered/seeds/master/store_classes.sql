-- Rendered from sql/seeds/master/store_classes.sql.j2; edit that file, not this one.
-- Seeds of master.store_classes: quartiles of sales.

insert into master.store_classes (code, name)
values
('A', 'Class A: the quarter of stores that sells most'),
('B', 'Class B: above the median'),
('C', 'Class C: below the median'),
('D', 'Class D: the quarter of stores that sells least')
on conflict (code) do update
set
    name = excluded.name
where
    (
        store_classes.name
    )
    is distinct from (
        excluded.name
    );
