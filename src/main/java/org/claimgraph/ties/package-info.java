/** Links of patients and physicians, and ties of physicians who share patients. */
package org.claimgraph.ties;
