package org.ordertracking.broker.api;

/**
 * How clients are told to reach this broker.
 *
 * @param id node id
 * @param host advertised host
 * @param port advertised port
 * @param clusterId id of the cluster of one
 */
public record BrokerNode(int id, String host, int port, String clusterId) {}
