-- The way back from 0002.
drop table master.brands;
drop table master.store_classes;
drop table master.places;
drop table master.place_levels;
drop table master.categories;
drop type master.staged_place;
drop type master.staged_category;
drop type master.staged_brand;
drop schema master;
