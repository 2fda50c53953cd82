/**
 * The shop's pages. What moves on them moves through the API; their styles, scripts and pictures are in META-INF/resources/assets,
 * what all pages of the suite share is in the module page-kit.
 */
package org.ordertracking.order.page;
