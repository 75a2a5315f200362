#pragma once
// Transactions that end by themselves when an exception passes.

#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

// For writing: rolled back unless committed.
class Transaction {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
};

// For reading: all statements in its scope see the same commit.
class Snapshot {
public:
    explicit Snapshot(Connection& connection);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Connection& connection_;
    bool begun_ = false;  // false within a transaction, which is a snapshot already
};

// Whatever state the connection is in, it is outside of a transaction afterwards.
void roll_back(Connection& connection) noexcept;

}  // namespace reeve::store::sqlite
