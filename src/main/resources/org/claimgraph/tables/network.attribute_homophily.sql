-- Whether physicians of one region who share patients are alike in an attribute (attributes.path). Only physicians with a value count, and ties between two of them inside the region. Not written without attributes.path.
-- key: period, tie_rule, region_type, region_id, attribute
-- made once: one row of each group of these columns
period STRING COMMENT 'last quarter of the window, YYYYQn',
tie_rule STRING COMMENT 'rule by which ties are kept, one of network.tie.kept',
region_type STRING COMMENT 'hospital, hrr or nation',
region_id STRING COMMENT 'CCN, hospital referral region, or US; unknown for physicians without one',
attribute STRING COMMENT 'as in network.physician_attribute',
physicians BIGINT COMMENT 'physicians with a value, at least 1',
ties BIGINT COMMENT 'kept ties between two of them; beyond measure.broadcast-ties everything that follows but difference_all is null',
assortativity DOUBLE COMMENT 'correlation of the values at the two ends of a tie, every tie taken in both directions, in [-1,1]; null without ties or where all values at ties are equal. Newman, Phys Rev E 67:026126, 2003',
moran_i DOUBLE COMMENT 'n / sum of w x sum of w (x_a - mean)(x_b - mean) over ties in both directions / sum of (x - mean)^2 over the n physicians, w being shared patients; -1 / (n - 1) on average where values are in no order; null without ties or where all values are equal. Moran, Biometrika 37:17, 1950',
difference_tied DOUBLE COMMENT 'mean absolute difference of the values of two tied physicians; null without ties',
difference_all DOUBLE COMMENT 'mean absolute difference of the values of any two physicians; null below two. Gini 1912'
