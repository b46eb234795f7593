-- The way back from 0002.
drop table master.brands;
drop table master.categories;
drop table master.store_classes;
drop table master.cities;
drop table master.provinces;
drop table master.regions;
drop schema master;
