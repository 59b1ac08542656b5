-- An attribute of a physician (attributes.path) beside the same of the peers, those with whom a tie is kept, whatever their region. A row for every physician of the period with a value or with a peer of known value. Not written without attributes.path.
-- key: period, tie_rule, attribute, npi
-- made once: one row of each physician, rule and attribute, the values being one each
period STRING COMMENT 'last quarter of the window, YYYYQn',
tie_rule STRING COMMENT 'rule by which ties are kept, one of network.tie.kept',
attribute STRING COMMENT 'name in the file; name=text for each text of an attribute that has texts',
npi STRING COMMENT 'physician',
value DOUBLE COMMENT 'the number in the file; of a text 1 where the physician has it and 0 where the physician has another value; null where the file tells none',
peers BIGINT COMMENT 'physicians with whom a tie is kept, in the whole nation; 0 for an isolate',
peers_known BIGINT COMMENT 'peers with a value',
exposure DOUBLE COMMENT 'mean value of these peers, each counted once for every shared patient: sum of w x / sum of w; null without any. Valente, Soc Networks 18:69, 1996, of the same period: it tells who is alike, not who came first',
exposure_unweighted DOUBLE COMMENT 'mean value of these peers, each counted once; null without any'
