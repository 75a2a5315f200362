#pragma once
// What a decision may ask of the store, as the one who acts may know it.

#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/sources.hpp"
#include "desk/record_cache.hpp"
#include "desk/world.hpp"
#include "records/decide.hpp"
#include "store/query.hpp"
#include "store/store.hpp"

namespace reeve::desk {

// For deciding: through the writer, so that what the open transaction wrote counts.
class WriterFacts : public records::Facts {
public:
    using Read = std::function<RecordPtr(Id)>;
    // `person`: who must be able to know a record that is named by its number; null for the desk itself.
    WriterFacts(store::Writer& writer, Read read, const World& world, const records::Person* person)
        : writer_(writer), read_(std::move(read)), world_(world), person_(person) {}

    [[nodiscard]] const records::Record* record(Id id) override;
    [[nodiscard]] const records::Record* record(std::string_view number) override;
    [[nodiscard]] const records::Record* record_known_to(Id person, std::string_view number) override;
    [[nodiscard]] records::Ahead ahead(const records::Record& like,
                                       std::span<const std::string> states) override;
    [[nodiscard]] const process::Process* process_of(const records::Record& record) override;
    [[nodiscard]] std::vector<records::Event> journal(const records::Record& record) override;
    [[nodiscard]] std::vector<const records::Record*> entries(const process::Process& process,
                                                              const process::RecordType& type,
                                                              std::size_t most) override;
    [[nodiscard]] records::Ahead counting(const records::LimitKey& key, std::span<const Id> except) override;

private:
    [[nodiscard]] const records::Record* keep(RecordPtr record);

    store::Writer& writer_;
    Read read_;
    const World& world_;
    const records::Person* person_;
    std::vector<RecordPtr> kept_;  // as long as the decision may look at them
};

// For saying what is possible: on a snapshot, changing nothing.
class ReaderFacts : public records::Facts {
public:
    ReaderFacts(store::Reader& reader, const store::Sight& sight, const World& world)
        : reader_(reader), sight_(sight), world_(world) {}

    [[nodiscard]] const records::Record* record(Id id) override;
    [[nodiscard]] const records::Record* record(std::string_view number) override;
    [[nodiscard]] const records::Record* record_known_to(Id person, std::string_view number) override;
    [[nodiscard]] records::Ahead ahead(const records::Record& like,
                                       std::span<const std::string> states) override;
    [[nodiscard]] const process::Process* process_of(const records::Record& record) override;
    [[nodiscard]] std::vector<records::Event> journal(const records::Record& record) override;
    [[nodiscard]] std::vector<const records::Record*> entries(const process::Process& process,
                                                              const process::RecordType& type,
                                                              std::size_t most) override;
    [[nodiscard]] records::Ahead counting(const records::LimitKey& key, std::span<const Id> except) override;

private:
    store::Reader& reader_;
    const store::Sight& sight_;
    const World& world_;
    std::unordered_map<Id, std::unique_ptr<records::Record>> kept_;
};

class WriterSupply : public records::Supply {
public:
    WriterSupply(store::Writer& writer, Entropy& entropy) : writer_(writer), entropy_(entropy) {}
    [[nodiscard]] Id id() override { return entropy_.id(); }
    [[nodiscard]] std::int64_t number(std::string_view series) override {
        return writer_.next_number(series);
    }

private:
    store::Writer& writer_;
    Entropy& entropy_;
};

}  // namespace reeve::desk
