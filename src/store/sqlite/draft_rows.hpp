#pragma once
// Drafts on a connection; one that only reads is asked only to read.

#include "store/drafts.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

class DraftRows : public Drafts {
public:
    explicit DraftRows(Connection& connection) : connection_(connection) {}

    [[nodiscard]] std::optional<Draft> find(Id person, std::string_view number,
                                            std::string_view slot) override;
    [[nodiscard]] std::vector<Draft> of(Id person) override;
    [[nodiscard]] DraftsSize size_of(Id person) override;
    void put(const Draft& draft) override;
    void remove(Id person, std::string_view number, std::string_view slot) override;
    void purge(Instant saved_before) override;

private:
    Connection& connection_;
};

}  // namespace reeve::store::sqlite
