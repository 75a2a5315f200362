#pragma once
// Facts for what is decided on one record and the world alone, away from the open transaction: notes that
// something beside them was asked for, which only the writer can tell.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/decide.hpp"

namespace reeve::desk {

class LoneFacts : public records::Facts {
public:
    [[nodiscard]] const records::Record* record(Id) override { return missed<const records::Record*>(); }
    [[nodiscard]] const records::Record* record(std::string_view) override {
        return missed<const records::Record*>();
    }
    [[nodiscard]] records::Ahead ahead(const records::Record&, std::span<const std::string>) override {
        return missed<records::Ahead>();
    }
    [[nodiscard]] const process::Process* process_of(const records::Record&) override {
        return missed<const process::Process*>();
    }
    [[nodiscard]] std::vector<records::Event> journal(const records::Record&) override {
        return missed<std::vector<records::Event>>();
    }
    [[nodiscard]] std::vector<const records::Record*> entries(const process::Process&,
                                                              const process::RecordType&,
                                                              std::size_t) override {
        return missed<std::vector<const records::Record*>>();
    }
    [[nodiscard]] records::Ahead counting(const records::LimitKey&, std::span<const Id>) override {
        return missed<records::Ahead>();
    }

    [[nodiscard]] bool asked() const { return asked_; }

protected:
    template <class Answer>
    [[nodiscard]] Answer missed() {
        asked_ = true;
        return {};
    }

private:
    bool asked_ = false;
};

}  // namespace reeve::desk
