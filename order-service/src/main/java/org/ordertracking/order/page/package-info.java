/** The shop's page; its styles and scripts are in META-INF/resources/assets. */
package org.ordertracking.order.page;
