-- A measure of a region beside the same in random networks (measure.null): physicians and patients of the region meet independently, each with as many of the others on average as in fact (bipartite configuration model). Saracco et al., New J Phys 19:053022, 2017; Neal, Soc Networks 39:84, 2014.
-- key: period, tie_rule, region_type, region_id, measure
period STRING COMMENT 'last quarter of the window, YYYYQn',
tie_rule STRING COMMENT 'rule by which ties are kept, all or min-N: others have no rows',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for physicians without one',
measure STRING COMMENT 'column of network.region_measure: density, components, giant_share, degree_mean, degree_sd, degree_gini, degree_centralization, transitivity, clustering_mean, degree_assortativity, specialty_assortativity or ei_specialty; none over paths, which would take hours for every draw of a large region',
observed DOUBLE COMMENT 'its value there; null where undefined',
null_mean DOUBLE COMMENT 'mean over the draws in which it is defined; null without any',
null_sd DOUBLE COMMENT 'sample standard deviation over these draws; null below two',
z DOUBLE COMMENT '(observed - null_mean) / null_sd; null where observed or null_sd is, or null_sd is below 1e-12, which is 0 but for rounding',
draws BIGINT COMMENT 'draws in which it is defined, at most measure.null.draws'
