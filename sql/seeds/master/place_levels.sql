-- Seeds of master.place_levels: the levels of the PSGC. The owner may rename them.

insert into master.place_levels (country, level, label)
values
('PH', 1, 'Region'),
('PH', 2, 'Province'),
('PH', 3, 'City or municipality')
on conflict (country, level) do nothing;
