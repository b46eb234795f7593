-- The way back from 0003.
drop table filters.transactions;
drop table filters.staged_lines;
drop table filters.places;
drop table filters.loads;
drop table filters.dimension_values;
drop table filters.dimensions;
drop table filters.cells;
drop table filters.baskets;
drop table filters.stores;
drop table filters.basket_sizes;
drop type filters.selection;
drop type filters.place_counts;
drop type filters.counts;
