package org.claimgraph.report;

import java.util.List;

/**
 * One section of the page.
 *
 * @param id names its place on the page
 * @param sentences what stands before the figures
 */
record Section(String id, String title, List<String> sentences, List<Figure> figures) {}
