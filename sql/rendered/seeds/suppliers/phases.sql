-- Rendered from sql/seeds/suppliers/phases.sql.j2; edit that file, not this one.
-- Seeds of suppliers.phases: the order of manufacturing.

insert into suppliers.phases (code, place)
values
('tooling', 1),
('samples', 2),
('production', 3)
on conflict (code) do update
set
    place = excluded.place
where
    (
        phases.place
    )
    is distinct from (
        excluded.place
    );
