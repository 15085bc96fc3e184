<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>_Orders</name>
        <message>
            <source>Sort by</source>
            <translation>Sortieren nach</translation>
        </message>
    </context>
    <context>
        <name>_Question</name>
        <message>
            <source>Go on reading in the background?</source>
            <translation>Im Hintergrund weiter einlesen?</translation>
        </message>
        <message>
            <source>Photos are still being read. PhotoRAG can finish that from its icon in the system tray.</source>
            <translation>Es werden noch Fotos eingelesen. PhotoRAG kann das als Symbol im Infobereich zu Ende bringen.</translation>
        </message>
        <message>
            <source>Go on in the background</source>
            <translation>Im Hintergrund weiter</translation>
        </message>
        <message>
            <source>Stop and quit</source>
            <translation>Anhalten und beenden</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Remember this</source>
            <translation>Merken</translation>
        </message>
    </context>
    <context>
        <name>_TaskRow</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} von {}</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Wird angehalten…</translation>
        </message>
    </context>
    <context>
        <name>AlbumActions</name>
        <message>
            <source>New album with 1 photo</source>
            <translation>Neues Album mit 1 Foto</translation>
        </message>
        <message>
            <source>New album with {} photos</source>
            <translation>Neues Album mit {} Fotos</translation>
        </message>
        <message>
            <source>New album</source>
            <translation>Neues Album</translation>
        </message>
        <message>
            <source>Make album</source>
            <translation>Album anlegen</translation>
        </message>
        <message>
            <source>“{album}” was made with 1 photo.</source>
            <translation>„{album}“ wurde mit 1 Foto angelegt.</translation>
        </message>
        <message>
            <source>“{album}” was made with {number} photos.</source>
            <translation>„{album}“ wurde mit {number} Fotos angelegt.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Anzeigen</translation>
        </message>
        <message>
            <source>The album “{}” was deleted. Its photos stay in the library.</source>
            <translation>Das Album „{}“ wurde gelöscht. Seine Fotos bleiben in der Bibliothek.</translation>
        </message>
        <message>
            <source>The saved search “{}” was deleted.</source>
            <translation>Die gemerkte Suche „{}“ wurde gelöscht.</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>Diese Suche merken</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Merken</translation>
        </message>
        <message>
            <source>Saved as “{}”, in the left column.</source>
            <translation>Als „{}“ gemerkt, in der linken Spalte.</translation>
        </message>
        <message>
            <source>“{}” was brought up to date.</source>
            <translation>„{}“ ist jetzt auf dem neuen Stand.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
    </context>
    <context>
        <name>AlbumDelegate</name>
        <message>
            <source>New name of {}</source>
            <translation>Neuer Name von {}</translation>
        </message>
    </context>
    <context>
        <name>AlbumDialog</name>
        <message>
            <source>Add to album</source>
            <translation>Zu Album hinzufügen</translation>
        </message>
        <message>
            <source>Album for this photo</source>
            <translation>Album für dieses Foto</translation>
        </message>
        <message>
            <source>Album for {} photos</source>
            <translation>Album für {} Fotos</translation>
        </message>
        <message>
            <source>Find an album, or name a new one</source>
            <translation>Album suchen oder ein neues benennen</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Alben</translation>
        </message>
        <message>
            <source>Make album</source>
            <translation>Album anlegen</translation>
        </message>
        <message>
            <source>A new album</source>
            <translation>Ein neues Album</translation>
        </message>
        <message>
            <source>No albums yet</source>
            <translation>Noch keine Alben</translation>
        </message>
        <message>
            <source>{album} ({number}) · already in it</source>
            <translation>{album} ({number}) · schon darin</translation>
        </message>
        <message>
            <source>{album} ({number})</source>
            <translation>{album} ({number})</translation>
        </message>
    </context>
    <context>
        <name>AlbumList</name>
        <message>
            <source>Albums and saved searches</source>
            <translation>Alben und gemerkte Suchen</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Update with the present search</source>
            <translation>Durch die jetzige Suche ersetzen</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Umbenennen …</translation>
        </message>
        <message>
            <source>Delete album</source>
            <translation>Album löschen</translation>
        </message>
        <message>
            <source>Delete saved search</source>
            <translation>Gemerkte Suche löschen</translation>
        </message>
    </context>
    <context>
        <name>AlbumModel</name>
        <message>
            <source>{name}, album, {photos}</source>
            <translation>{name}, Album, {photos}</translation>
        </message>
        <message>
            <source>{}, saved search</source>
            <translation>{}, gemerkte Suche</translation>
        </message>
        <message>
            <source>{name}
Searches for: {text}</source>
            <translation>{name}
Sucht nach: {text}</translation>
        </message>
    </context>
    <context>
        <name>AlbumSection</name>
        <message>
            <source>ALBUMS</source>
            <translation>ALBEN</translation>
        </message>
        <message>
            <source>New album</source>
            <translation>Neues Album</translation>
        </message>
        <message>
            <source>New album…</source>
            <translation>Neues Album …</translation>
        </message>
        <message>
            <source>Albums, folded away</source>
            <translation>Alben, eingeklappt</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>Alben</translation>
        </message>
    </context>
    <context>
        <name>AppMenu</name>
        <message>
            <source>Add folder…</source>
            <translation>Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>Look for changes in all folders</source>
            <translation>Alle Ordner auf Änderungen prüfen</translation>
        </message>
        <message>
            <source>Photos that couldn't be read…</source>
            <translation>Nicht lesbare Fotos…</translation>
        </message>
        <message>
            <source>Models…</source>
            <translation>Modelle…</translation>
        </message>
        <message>
            <source>Read text in pictures</source>
            <translation>Text in Bildern lesen</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Erscheinungsbild</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Nachfragen</translation>
        </message>
        <message>
            <source>Go on in the background</source>
            <translation>Im Hintergrund weiter</translation>
        </message>
        <message>
            <source>Stop and quit</source>
            <translation>Anhalten und beenden</translation>
        </message>
        <message>
            <source>Closing the window while photos are read</source>
            <translation>Fenster schließen beim Einlesen</translation>
        </message>
    </context>
    <context>
        <name>bridge</name>
        <message>
            <source>Something went wrong inside PhotoRAG ({}). The log has the details.</source>
            <translation>In PhotoRAG ist etwas schiefgegangen ({}). Einzelheiten stehen im Protokoll.</translation>
        </message>
    </context>
    <context>
        <name>BrowsePage</name>
        <message>
            <source>Details and similar photos</source>
            <translation>Details und ähnliche Fotos</translation>
        </message>
        <message>
            <source>Details and similar photos (F9)</source>
            <translation>Details und ähnliche Fotos (F9)</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Suche läuft…</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Delete takes it out of the search.</source>
            <translation>Entf nimmt es aus der Suche.</translation>
        </message>
    </context>
    <context>
        <name>ChoiceMenu</name>
        <message>
            <source>Counting…</source>
            <translation>Wird gezählt …</translation>
        </message>
        <message>
            <source>Nothing by that name</source>
            <translation>Nichts mit diesem Namen</translation>
        </message>
    </context>
    <context>
        <name>DateMenu</name>
        <message>
            <source>Any date</source>
            <translation>Jedes Datum</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>Photos by date</source>
            <translation>Fotos nach Datum</translation>
        </message>
        <message>
            <source>All years</source>
            <translation>Alle Jahre</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Wird gezählt …</translation>
        </message>
        <message>
            <source>No date is known for these photos</source>
            <translation>Von diesen Fotos ist kein Datum bekannt</translation>
        </message>
        <message>
            <source>This summer</source>
            <translation>Dieser Sommer</translation>
        </message>
        <message>
            <source>Last summer</source>
            <translation>Letzter Sommer</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>Dieser Monat</translation>
        </message>
        <message>
            <source>Last month</source>
            <translation>Letzter Monat</translation>
        </message>
        <message>
            <source>This year</source>
            <translation>Dieses Jahr</translation>
        </message>
        <message>
            <source>Last year</source>
            <translation>Letztes Jahr</translation>
        </message>
        <message>
            <source>“{}” is no date: try 2019, 2019-07 or 14 July 2019.</source>
            <translation>„{}“ ist kein Datum: zum Beispiel 2019, 2019-07 oder 14.7.2019.</translation>
        </message>
        <message>
            <source>The end is before the beginning.</source>
            <translation>Das Ende liegt vor dem Anfang.</translation>
        </message>
    </context>
    <context>
        <name>DetailsTab</name>
        <message>
            <source>Select a photo to see its details.</source>
            <translation>Foto auswählen, um Details zu sehen.</translation>
        </message>
        <message>
            <source>This photo is no longer in the library.</source>
            <translation>Dieses Foto ist nicht mehr in der Bibliothek.</translation>
        </message>
    </context>
    <context>
        <name>DetailsView</name>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>The first {}: {}</source>
            <translation>Die ersten {}: {}</translation>
        </message>
        <message>
            <source>On {} of {} photos</source>
            <translation>Bei {} von {} Fotos</translation>
        </message>
    </context>
    <context>
        <name>duplicates</name>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Exact copies</source>
            <translation>Genaue Kopien</translation>
        </message>
        <message>
            <source>Near copies</source>
            <translation>Fast gleiche</translation>
        </message>
        <message>
            <source>Bursts</source>
            <translation>Serien</translation>
        </message>
        <message>
            <source>{} exact copies</source>
            <translation>{} genaue Kopien</translation>
        </message>
        <message>
            <source>{} near copies</source>
            <translation>{} fast gleiche</translation>
        </message>
        <message>
            <source>{} shots of a burst</source>
            <translation>{} Aufnahmen einer Serie</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesPage</name>
        <message>
            <source>Duplicates</source>
            <translation>Duplikate</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Noch einmal suchen</translation>
        </message>
        <message>
            <source>Move exact copies to the trash…</source>
            <translation>Genaue Kopien in den Papierkorb …</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>How far looking for duplicates has come</source>
            <translation>Wie weit die Suche nach Duplikaten ist</translation>
        </message>
        <message>
            <source>{kind}  {number}</source>
            <translation>{kind}  {number}</translation>
        </message>
        <message>
            <source>{kind}, {number}</source>
            <translation>{kind}, {number}</translation>
        </message>
        <message>
            <source>Look for duplicates</source>
            <translation>Nach Duplikaten suchen</translation>
        </message>
        <message>
            <source>None of these copies can be moved now: their folders are offline.</source>
            <translation>Keine dieser Kopien kann jetzt verschoben werden: Ihre Ordner sind nicht verbunden.</translation>
        </message>
        <message>
            <source>Move {} to the trash?</source>
            <translation>{} in den Papierkorb legen?</translation>
        </message>
        <message>
            <source>These are exact copies. Of each, one photo stays where it is: {kept}. This frees {size} once the trash is emptied; until then they can be brought back from there.</source>
            <translation>Es sind genaue Kopien. Von jeder bleibt ein Foto, wo es ist: {kept}. Das gibt {size} frei, sobald der Papierkorb geleert wird; bis dahin lassen sie sich von dort zurückholen.</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Wird angehalten …</translation>
        </message>
        <message>
            <source>{done} of {total} photos looked at</source>
            <translation>{done} von {total} Fotos angesehen</translation>
        </message>
        <message>
            <source>{so_far} · {time} left</source>
            <translation>{so_far} · noch {time}</translation>
        </message>
        <message>
            <source>Comparing…</source>
            <translation>Wird verglichen …</translation>
        </message>
        <message>
            <source>No duplicates found</source>
            <translation>Keine Duplikate gefunden</translation>
        </message>
        <message>
            <source>Every photo in your library is one of its kind.</source>
            <translation>Jedes Foto Ihrer Bibliothek ist einmalig.</translation>
        </message>
        <message>
            <source>Not looked for yet</source>
            <translation>Noch nicht gesucht</translation>
        </message>
        <message>
            <source>Looking takes a while the first time, and seconds after that.</source>
            <translation>Die erste Suche dauert eine Weile, jede weitere Sekunden.</translation>
        </message>
        <message>
            <source>Photos that are the same, or nearly. The one marked “Keep” is a suggestion: click another to keep that one. Nothing goes to the trash before you say so.</source>
            <translation>Gleiche oder fast gleiche Fotos. Das mit „Behalten“ ist ein Vorschlag: Klicken Sie ein anderes an, um jenes zu behalten. Nichts kommt in den Papierkorb, bevor Sie es sagen.</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesRuns</name>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>These photos will not be shown as duplicates again.</source>
            <translation>Diese Fotos werden nicht wieder als Duplikate gezeigt.</translation>
        </message>
    </context>
    <context>
        <name>EditPopup</name>
        <message>
            <source>Change this part of the search</source>
            <translation>Diesen Teil der Suche ändern</translation>
        </message>
        <message>
            <source>This part of the search</source>
            <translation>Dieser Teil der Suche</translation>
        </message>
        <message>
            <source>Press Enter to search by it; leave it empty to take it out.</source>
            <translation>Eingabetaste sucht damit; leer lassen nimmt ihn heraus.</translation>
        </message>
        <message>
            <source>Search for these words instead</source>
            <translation>Stattdessen nach diesen Wörtern suchen</translation>
        </message>
    </context>
    <context>
        <name>ElidedButton</name>
        <message>
            <source>Open the folder {}</source>
            <translation>Ordner {} öffnen</translation>
        </message>
    </context>
    <context>
        <name>EmptyPage</name>
        <message>
            <source>Choose a folder…</source>
            <translation>Ordner wählen…</translation>
        </message>
        <message>
            <source>By words, by a picture, or by both. Your photos are read on this computer and stay here, unchanged. Nothing leaves it.</source>
            <translation>Mit Worten, mit einem Bild oder mit beidem. Die Fotos werden auf diesem Computer eingelesen und bleiben hier, unverändert. Nichts verlässt ihn.</translation>
        </message>
        <message>
            <source>Find any photo by describing it</source>
            <translation>Fotos beschreiben und finden</translation>
        </message>
        <message>
            <source>Drop a folder here</source>
            <translation>Ordner hier ablegen</translation>
        </message>
        <message>
            <source>or several; the folders inside are included</source>
            <translation>oder mehrere; Unterordner gehören dazu</translation>
        </message>
    </context>
    <context>
        <name>FactsTable</name>
        <message>
            <source>About</source>
            <translation>Zum Bild</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Exposure</source>
            <translation>Belichtung</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Keywords</source>
            <translation>Stichwörter</translation>
        </message>
        <message>
            <source>Attributes</source>
            <translation>Eigenschaften</translation>
        </message>
        <message>
            <source>Text inside</source>
            <translation>Text im Bild</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>Hinzugefügt</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Damaged: part of the picture is missing.</source>
            <translation>Beschädigt: Ein Teil des Bildes fehlt.</translation>
        </message>
        <message>
            <source>This folder is offline.</source>
            <translation>Dieser Ordner ist offline.</translation>
        </message>
    </context>
    <context>
        <name>FailedFilesDialog</name>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
    </context>
    <context>
        <name>failures</name>
        <message>
            <source>Copy it again from where it came from: the camera, the phone, or a backup.</source>
            <translation>Noch einmal von der Quelle kopieren: Kamera, Telefon oder Sicherung.</translation>
        </message>
        <message>
            <source>Save it as a JPEG or PNG beside it to find it here.</source>
            <translation>Daneben als JPEG oder PNG speichern, um es hier zu finden.</translation>
        </message>
        <message>
            <source>Save a smaller copy of it to find it here.</source>
            <translation>Eine kleinere Kopie speichern, um es hier zu finden.</translation>
        </message>
        <message>
            <source>Nothing to do: only its name looks like that of a picture.</source>
            <translation>Nichts zu tun: Nur der Name sieht nach einem Bild aus.</translation>
        </message>
        <message>
            <source>See whether another program opens it. If so, save it again from there.</source>
            <translation>Prüfen, ob ein anderes Programm die Datei öffnet, und sie von dort neu speichern.</translation>
        </message>
        <message>
            <source>The picture is damaged</source>
            <translation>Das Bild ist beschädigt</translation>
        </message>
        <message>
            <source>The file is empty</source>
            <translation>Die Datei ist leer</translation>
        </message>
        <message>
            <source>The file holds nothing but zeros</source>
            <translation>Die Datei enthält nur Nullen</translation>
        </message>
        <message>
            <source>The file is gone</source>
            <translation>Die Datei ist nicht mehr da</translation>
        </message>
        <message>
            <source>It was moved or deleted. Trying again takes it off this list.</source>
            <translation>Sie wurde verschoben oder gelöscht. Ein neuer Versuch nimmt sie von dieser Liste.</translation>
        </message>
        <message>
            <source>No permission to read it</source>
            <translation>Keine Leseberechtigung</translation>
        </message>
        <message>
            <source>Allow yourself to read the file, then try again.</source>
            <translation>Leserechte für die Datei einrichten, dann erneut versuchen.</translation>
        </message>
        <message>
            <source>Check the disk and its cable, then try again. Make a backup soon.</source>
            <translation>Laufwerk und Kabel prüfen, dann erneut versuchen. Bald eine Sicherung anlegen.</translation>
        </message>
        <message>
            <source>It needs too much memory</source>
            <translation>Es braucht zu viel Arbeitsspeicher</translation>
        </message>
        <message>
            <source>Reading it takes too long</source>
            <translation>Das Einlesen dauert zu lange</translation>
        </message>
        <message>
            <source>Reading it makes the decoder crash</source>
            <translation>Der Decoder stürzt beim Einlesen ab</translation>
        </message>
        <message>
            <source>A RAW file without a readable preview</source>
            <translation>RAW-Datei ohne lesbare Vorschau</translation>
        </message>
        <message>
            <source>A Photoshop file, which can't be read</source>
            <translation>Photoshop-Datei, die nicht gelesen werden kann</translation>
        </message>
        <message>
            <source>A PostScript file, which can't be read</source>
            <translation>PostScript-Datei, die nicht gelesen werden kann</translation>
        </message>
        <message>
            <source>A JPEG XL picture, which can't be read yet</source>
            <translation>JPEG-XL-Bild, das noch nicht gelesen werden kann</translation>
        </message>
        <message>
            <source>Not a picture: a PDF document</source>
            <translation>Kein Bild, sondern ein PDF-Dokument</translation>
        </message>
        <message>
            <source>Not a picture: a ZIP archive</source>
            <translation>Kein Bild, sondern ein ZIP-Archiv</translation>
        </message>
        <message>
            <source>Not a picture: a video</source>
            <translation>Kein Bild, sondern ein Video</translation>
        </message>
        <message>
            <source>Not a picture: a sound file</source>
            <translation>Kein Bild, sondern eine Tondatei</translation>
        </message>
        <message>
            <source>Not a picture: a web page</source>
            <translation>Kein Bild, sondern eine Webseite</translation>
        </message>
        <message>
            <source>Not a picture: it looks like text</source>
            <translation>Kein Bild: Es sieht nach Text aus</translation>
        </message>
        <message>
            <source>Not a kind of picture that can be read</source>
            <translation>Kein lesbares Bildformat</translation>
        </message>
    </context>
    <context>
        <name>FailuresDialog</name>
        <message>
            <source>Couldn't be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>Copy list</source>
            <translation>Liste kopieren</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>In Ordner anzeigen</translation>
        </message>
        <message>
            <source>Try all again</source>
            <translation>Alle erneut versuchen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Shown: {}</source>
            <translation>Angezeigt: {}</translation>
        </message>
        <message>
            <source>Trying again…</source>
            <translation>Neuer Versuch…</translation>
        </message>
        <message>
            <source>All folders ({})</source>
            <translation>Alle Ordner ({})</translation>
        </message>
        <message>
            <source>{} ({})</source>
            <translation>{} ({})</translation>
        </message>
        <message>
            <source>1 file couldn't be read</source>
            <translation>1 Datei konnte nicht gelesen werden</translation>
        </message>
        <message>
            <source>{} files couldn't be read</source>
            <translation>{} Dateien konnten nicht gelesen werden</translation>
        </message>
        <message>
            <source>It is tried again when the file changes.</source>
            <translation>Ein neuer Versuch folgt, sobald sich die Datei ändert.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Files that couldn't be read</source>
            <translation>Nicht lesbare Dateien</translation>
        </message>
        <message>
            <source>Everything could be read.</source>
            <translation>Alles konnte gelesen werden.</translation>
        </message>
    </context>
    <context>
        <name>FailuresModel</name>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
    </context>
    <context>
        <name>FilmStrip</name>
        <message>
            <source>Film strip</source>
            <translation>Filmstreifen</translation>
        </message>
    </context>
    <context>
        <name>FilterMenu</name>
        <message>
            <source>Search for these words instead</source>
            <translation>Stattdessen nach diesen Wörtern suchen</translation>
        </message>
        <message>
            <source>Look for photos that show “{}”</source>
            <translation>Fotos suchen, die „{}“ zeigen</translation>
        </message>
    </context>
    <context>
        <name>FilterRow</name>
        <message>
            <source>{} like this</source>
            <translation>{} wie dieses</translation>
        </message>
        <message>
            <source>{} not this</source>
            <translation>{} nicht so</translation>
        </message>
        <message>
            <source>What you called right and wrong: {}</source>
            <translation>Was Sie richtig und falsch genannt haben: {}</translation>
        </message>
        <message>
            <source>{}: {}</source>
            <translation>{}: {}</translation>
        </message>
        <message>
            <source>Filter by: {}</source>
            <translation>Filtern nach: {}</translation>
        </message>
        <message>
            <source>Part of the search: {}</source>
            <translation>Teil der Suche: {}</translation>
        </message>
    </context>
    <context>
        <name>filters</name>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Best match</source>
            <translation>Beste Treffer</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Neueste zuerst</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>Älteste zuerst</translation>
        </message>
        <message>
            <source>By name</source>
            <translation>Nach Name</translation>
        </message>
        <message>
            <source>Largest first</source>
            <translation>Größte zuerst</translation>
        </message>
        <message>
            <source>Best rated first</source>
            <translation>Bestbewertete zuerst</translation>
        </message>
        <message>
            <source>without {}</source>
            <translation>ohne {}</translation>
        </message>
        <message>
            <source>not {}</source>
            <translation>nicht {}</translation>
        </message>
        <message>
            <source>{} or {}</source>
            <translation>{} oder {}</translation>
        </message>
        <message>
            <source>within {} km of {}</source>
            <translation>bis {} km um {}</translation>
        </message>
        <message>
            <source>lens {}</source>
            <translation>Objektiv {}</translation>
        </message>
        <message>
            <source>in folder {}</source>
            <translation>im Ordner {}</translation>
        </message>
        <message>
            <source>tagged {}</source>
            <translation>Schlagwort {}</translation>
        </message>
        <message>
            <source>in album {}</source>
            <translation>im Album {}</translation>
        </message>
        <message>
            <source>text inside: “{}”</source>
            <translation>Text im Bild: „{}“</translation>
        </message>
        <message>
            <source>“{}”</source>
            <translation>„{}“</translation>
        </message>
        <message>
            <source>with a position</source>
            <translation>mit Ortsangabe</translation>
        </message>
        <message>
            <source>with text in the picture</source>
            <translation>mit Text im Bild</translation>
        </message>
        <message>
            <source>with a caption</source>
            <translation>mit Beschreibung</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoriten</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Hochformat</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>Querformat</translation>
        </message>
        <message>
            <source>Screenshots</source>
            <translation>Bildschirmfotos</translation>
        </message>
        <message>
            <source>RAW</source>
            <translation>RAW</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>Videos</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <source>Unrated</source>
            <translation>Unbewertet</translation>
        </message>
        <message>
            <source>{} and up</source>
            <translation>{} und mehr</translation>
        </message>
        <message>
            <source>{} – {}</source>
            <translation>{} – {}</translation>
        </message>
        <message>
            <source>since {}</source>
            <translation>seit {}</translation>
        </message>
        <message>
            <source>before {}</source>
            <translation>vor {}</translation>
        </message>
        <message>
            <source>{month} {year}</source>
            <translation>{month} {year}</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <translation>d. MMM yyyy</translation>
        </message>
        <message>
            <source>rating {}</source>
            <translation>Bewertung {}</translation>
        </message>
        <message>
            <source>ISO {}</source>
            <translation>ISO {}</translation>
        </message>
        <message>
            <source>f/{}</source>
            <translation>f/{}</translation>
        </message>
        <message>
            <source>{} mm</source>
            <translation>{} mm</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Orte</translation>
        </message>
        <message>
            <source>Find a place</source>
            <translation>Ort suchen</translation>
        </message>
        <message>
            <source>No place is known for these photos</source>
            <translation>Von diesen Fotos ist kein Ort bekannt</translation>
        </message>
        <message>
            <source>Any place</source>
            <translation>Jeder Ort</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Kameras</translation>
        </message>
        <message>
            <source>Find a camera</source>
            <translation>Kamera suchen</translation>
        </message>
        <message>
            <source>No camera is known for these photos</source>
            <translation>Von diesen Fotos ist keine Kamera bekannt</translation>
        </message>
        <message>
            <source>Any camera</source>
            <translation>Jede Kamera</translation>
        </message>
        <message>
            <source>Types</source>
            <translation>Arten</translation>
        </message>
        <message>
            <source>Find a type</source>
            <translation>Art suchen</translation>
        </message>
        <message>
            <source>No photos here</source>
            <translation>Keine Fotos hier</translation>
        </message>
        <message>
            <source>Any type</source>
            <translation>Jede Art</translation>
        </message>
        <message>
            <source>Ratings</source>
            <translation>Bewertungen</translation>
        </message>
        <message>
            <source>Any rating</source>
            <translation>Jede Bewertung</translation>
        </message>
        <message>
            <source>Countries</source>
            <translation>Länder</translation>
        </message>
        <message>
            <source>Cities and regions</source>
            <translation>Städte und Regionen</translation>
        </message>
        <message>
            <source>File formats</source>
            <translation>Dateiformate</translation>
        </message>
    </context>
    <context>
        <name>FolderDelegate</name>
        <message>
            <source>removing…</source>
            <translation>wird entfernt…</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>offline</translation>
        </message>
    </context>
    <context>
        <name>FolderModel</name>
        <message>
            <source>Being removed from PhotoRAG</source>
            <translation>Wird aus PhotoRAG entfernt</translation>
        </message>
        <message>
            <source>Not connected. Its photos stay searchable and come back when it is.</source>
            <translation>Nicht verbunden. Die Fotos bleiben durchsuchbar und kommen mit dem Laufwerk zurück.</translation>
        </message>
        <message>
            <source>Being read: {} %</source>
            <translation>Wird eingelesen: {} %</translation>
        </message>
        <message>
            <source>{} could not be read</source>
            <translation>{} nicht lesbar</translation>
        </message>
    </context>
    <context>
        <name>FolderTree</name>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Being removed from PhotoRAG</source>
            <translation>Wird aus PhotoRAG entfernt</translation>
        </message>
        <message>
            <source>Look for changes now</source>
            <translation>Jetzt auf Änderungen prüfen</translation>
        </message>
        <message>
            <source>Show in file manager</source>
            <translation>Im Dateimanager anzeigen</translation>
        </message>
        <message>
            <source>Couldn't be read ({})…</source>
            <translation>Nicht lesbar ({})…</translation>
        </message>
        <message>
            <source>Remove from PhotoRAG…</source>
            <translation>Aus PhotoRAG entfernen…</translation>
        </message>
    </context>
    <context>
        <name>grid</name>
        <message>
            <source>{name}, {date}, favourite</source>
            <translation>{name}, {date}, Favorit</translation>
        </message>
        <message>
            <source>{name}, {date}</source>
            <translation>{name}, {date}</translation>
        </message>
    </context>
    <context>
        <name>GroupCard</name>
        <message>
            <source>Do not show these photos as a group again</source>
            <translation>Diese Fotos nicht wieder als Gruppe zeigen</translation>
        </message>
        <message>
            <source>Move the others to the trash…</source>
            <translation>Die anderen in den Papierkorb …</translation>
        </message>
        <message>
            <source>Keep all</source>
            <translation>Alle behalten</translation>
        </message>
        <message>
            <source>Not duplicates</source>
            <translation>Keine Duplikate</translation>
        </message>
        <message>
            <source>{group} · {size} can be freed</source>
            <translation>{group} · {size} frei zu machen</translation>
        </message>
        <message>
            <source>{what}: {group}</source>
            <translation>{what}: {group}</translation>
        </message>
    </context>
    <context>
        <name>HeartButton</name>
        <message>
            <source>Remove from favourites</source>
            <translation>Aus Favoriten entfernen</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>Zu Favoriten hinzufügen</translation>
        </message>
    </context>
    <context>
        <name>InfoPanel</name>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Zum Bild</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Exposure</source>
            <translation>Belichtung</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Text inside</source>
            <translation>Text im Bild</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>In Ordner anzeigen</translation>
        </message>
    </context>
    <context>
        <name>Intake</name>
        <message>
            <source>a photo of the library</source>
            <translation>ein Foto der Bibliothek</translation>
        </message>
        <message>
            <source>pasted picture</source>
            <translation>eingefügtes Bild</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Choose a folder of photos</source>
            <translation>Ordner mit Fotos wählen</translation>
        </message>
        <message>
            <source>a photo of the library</source>
            <translation>ein Foto der Bibliothek</translation>
        </message>
    </context>
    <context>
        <name>Marks</name>
        <message>
            <source>Undo: {}</source>
            <translation>Rückgängig: {}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Redo: {}</source>
            <translation>Wiederholen: {}</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Could not get {}</source>
            <translation>{} nicht erhalten</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>{} knows people, animals and things, in {} languages. {}.</source>
            <translation>{} kennt Menschen, Tiere und Dinge, in {} Sprachen. {}.</translation>
        </message>
        <message>
            <source>{} have arrived: the download goes on from there.</source>
            <translation>{} sind schon da: Der Download geht von dort weiter.</translation>
        </message>
        <message>
            <source>Understand more</source>
            <translation>Mehr verstehen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Get · {}</source>
            <translation>{} laden</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>Getting {}</source>
            <translation>{} wird geladen</translation>
        </message>
        <message>
            <source>Searches use the {} meanwhile.</source>
            <translation>Bis dahin wird mit dem {} gesucht.</translation>
        </message>
        <message>
            <source>Searches use {} meanwhile.</source>
            <translation>Bis dahin wird mit {} gesucht.</translation>
        </message>
        <message>
            <source>Not all photos have been read with {} yet.</source>
            <translation>Noch sind nicht alle Fotos mit {} eingelesen.</translation>
        </message>
        <message>
            <source>Reading is not finished</source>
            <translation>Einlesen nicht abgeschlossen</translation>
        </message>
        <message>
            <source>Go on reading</source>
            <translation>Weiter einlesen</translation>
        </message>
        <message>
            <source>With {}.</source>
            <translation>Mit {}.</translation>
        </message>
        <message>
            <source>With {}: {} of {}.</source>
            <translation>Mit {}: {} von {}.</translation>
        </message>
        <message>
            <source>Reading your photos again</source>
            <translation>Fotos werden neu eingelesen</translation>
        </message>
    </context>
    <context>
        <name>ModelRow</name>
        <message>
            <source>In use</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <source>{} have arrived: the download goes on from there.</source>
            <translation>{} sind schon da: Der Download geht von dort weiter.</translation>
        </message>
        <message>
            <source>Your photos are being read with it. Searches use the one before meanwhile.</source>
            <translation>Die Fotos werden damit eingelesen. Bis dahin wird mit dem vorigen gesucht.</translation>
        </message>
        <message>
            <source>Not all photos have been read with it yet. Searches use the one before meanwhile.</source>
            <translation>Noch sind nicht alle Fotos damit eingelesen. Bis dahin wird mit dem vorigen gesucht.</translation>
        </message>
        <message>
            <source>Go on reading</source>
            <translation>Weiter einlesen</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Laden</translation>
        </message>
        <message>
            <source>Downloads {} from huggingface.co. Your photos are not sent.</source>
            <translation>Lädt {} von huggingface.co. Fotos werden nicht gesendet.</translation>
        </message>
        <message>
            <source>Take {} off the list</source>
            <translation>{} aus der Liste nehmen</translation>
        </message>
        <message>
            <source>Remove {} from this computer</source>
            <translation>{} von diesem Computer entfernen</translation>
        </message>
    </context>
    <context>
        <name>ModelRuns</name>
        <message>
            <source>The download of {} was stopped. {} are kept: the next try goes on from there.</source>
            <translation>Der Download von {} wurde angehalten. {} bleiben erhalten: Der nächste Versuch geht von dort weiter.</translation>
        </message>
        <message>
            <source>PhotoRAG now understands your photos with {}.</source>
            <translation>PhotoRAG versteht die Fotos jetzt mit {}.</translation>
        </message>
        <message>
            <source>PhotoRAG now understands your photos with the {}.</source>
            <translation>PhotoRAG versteht die Fotos jetzt mit dem {}.</translation>
        </message>
    </context>
    <context>
        <name>models</name>
        <message>
            <source>Starter</source>
            <translation>Startmodell</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Englisch</translation>
        </message>
        <message>
            <source>Built in. Colours, shapes, simple scenes</source>
            <translation>Eingebaut. Farben, Formen, einfache Szenen</translation>
        </message>
        <message>
            <source>Recommended. Everyday photos, fast.</source>
            <translation>Empfohlen. Alltagsfotos, schnell.</translation>
        </message>
        <message>
            <source>Finer details, about four times the work.</source>
            <translation>Feinere Details, etwa der vierfache Aufwand.</translation>
        </message>
        <message>
            <source>Best. Wants a graphics card.</source>
            <translation>Das beste. Braucht eine Grafikkarte.</translation>
        </message>
        <message>
            <source>Exact on English descriptions.</source>
            <translation>Genau bei englischen Beschreibungen.</translation>
        </message>
        <message>
            <source>Small download, English only, fast.</source>
            <translation>Kleiner Download, nur Englisch, schnell.</translation>
        </message>
        <message>
            <source>Small, English only, widely used.</source>
            <translation>Klein, nur Englisch, weit verbreitet.</translation>
        </message>
        <message>
            <source>The first CLIP: small, English only.</source>
            <translation>Das erste CLIP: klein, nur Englisch.</translation>
        </message>
        <message>
            <source>An open_clip model you chose.</source>
            <translation>Ein selbst gewähltes open_clip-Modell.</translation>
        </message>
        <message>
            <source>Downloads from huggingface.co. Your photos are not sent.</source>
            <translation>Download von huggingface.co. Fotos werden nicht gesendet.</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} von {}</translation>
        </message>
        <message>
            <source>{}/s</source>
            <translation>{}/s</translation>
        </message>
        <message>
            <source>{} left</source>
            <translation>noch {}</translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Any open_clip model…</source>
            <translation>Anderes open_clip-Modell…</translation>
        </message>
        <message>
            <source>Add from a folder…</source>
            <translation>Aus einem Ordner…</translation>
        </message>
        <message>
            <source>Choose the folder of an open_clip model</source>
            <translation>Ordner eines open_clip-Modells wählen</translation>
        </message>
        <message>
            <source>{} free</source>
            <translation>{} frei</translation>
        </message>
        <message>
            <source>A model decides how well photos are understood. Changing it never loses anything: search keeps working on the old one until the new one has read everything.</source>
            <translation>Das Modell bestimmt, wie gut Fotos verstanden werden. Beim Wechsel geht nichts verloren: Die Suche nutzt das alte, bis das neue alles eingelesen hat.</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Sprachen</translation>
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>{}: its name</source>
            <translation>{}: Name</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>There is “{}” already.</source>
            <translation>„{}“ gibt es schon.</translation>
        </message>
        <message>
            <source>Any open_clip model</source>
            <translation>Anderes open_clip-Modell</translation>
        </message>
        <message>
            <source>The model's name</source>
            <translation>Name des Modells</translation>
        </message>
        <message>
            <source>Name an architecture with its weights, or a model on the Hugging Face Hub.</source>
            <translation>Eine Architektur mit ihren Gewichten oder ein Modell im Hugging Face Hub nennen.</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Laden</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>Meldung schließen</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>PhotoActions</name>
        <message>
            <source>No app on this computer opens {}.</source>
            <translation>Keine App auf diesem Computer öffnet {}.</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>Add tag…</source>
            <translation>Schlagwort hinzufügen…</translation>
        </message>
        <message>
            <source>Add to album…</source>
            <translation>Zu Album hinzufügen …</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Export copies…</source>
            <translation>Kopien exportieren…</translation>
        </message>
        <message>
            <source>Move to trash…</source>
            <translation>In den Papierkorb…</translation>
        </message>
        <message>
            <source>{number} photos are favourites now.</source>
            <translation>{number} Fotos sind jetzt Favoriten.</translation>
        </message>
        <message>
            <source>{number} photos are no longer favourites.</source>
            <translation>{number} Fotos sind keine Favoriten mehr.</translation>
        </message>
        <message>
            <source>{number} photos were tagged “{tag}”.</source>
            <translation>{number} Fotos mit „{tag}“ verschlagwortet.</translation>
        </message>
        <message>
            <source>The tag “{tag}” was removed from {number} photos.</source>
            <translation>Schlagwort „{tag}“ von {number} Fotos entfernt.</translation>
        </message>
        <message>
            <source>1 photo added to “{album}”.</source>
            <translation>1 Foto zu „{album}“ hinzugefügt.</translation>
        </message>
        <message>
            <source>{number} photos added to “{album}”.</source>
            <translation>{number} Fotos zu „{album}“ hinzugefügt.</translation>
        </message>
        <message>
            <source>1 photo removed from “{album}”.</source>
            <translation>1 Foto aus „{album}“ entfernt.</translation>
        </message>
        <message>
            <source>{number} photos removed from “{album}”.</source>
            <translation>{number} Fotos aus „{album}“ entfernt.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Already tagged “{}”.</source>
            <translation>Schlagwort „{}“ schon vorhanden.</translation>
        </message>
        <message>
            <source>Already in “{}”.</source>
            <translation>Schon in „{}“.</translation>
        </message>
        <message>
            <source>Undone: {}</source>
            <translation>Rückgängig gemacht: {}</translation>
        </message>
        <message>
            <source>{} copied.</source>
            <translation>{} kopiert.</translation>
        </message>
        <message>
            <source>Path copied.</source>
            <translation>Pfad kopiert.</translation>
        </message>
        <message>
            <source>{} paths copied.</source>
            <translation>{} Pfade kopiert.</translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
    </context>
    <context>
        <name>PhotoTile</name>
        <message>
            <source>{width} × {height} · {size}</source>
            <translation>{width} × {height} · {size}</translation>
        </message>
        <message>
            <source>Offline · {}</source>
            <translation>Nicht verbunden · {}</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>A photo on its way</source>
            <translation>Ein Foto, das gleich kommt</translation>
        </message>
        <message>
            <source>{}, to be kept</source>
            <translation>{}, wird behalten</translation>
        </message>
        <message>
            <source>{}, not the one to be kept</source>
            <translation>{}, wird nicht behalten</translation>
        </message>
    </context>
    <context>
        <name>PictureChip</name>
        <message>
            <source>Picture to search by: {}</source>
            <translation>Bild für die Suche: {}</translation>
        </message>
        <message>
            <source>Searching by {}</source>
            <translation>Suche mit {}</translation>
        </message>
        <message>
            <source>Take the picture {} out of the search</source>
            <translation>Bild {} aus der Suche nehmen</translation>
        </message>
        <message>
            <source>Take out of the search</source>
            <translation>Aus der Suche nehmen</translation>
        </message>
    </context>
    <context>
        <name>PicturesButton</name>
        <message>
            <source>Use Pictures</source>
            <translation>Bilder verwenden</translation>
        </message>
        <message>
            <source>over {} photos</source>
            <translation>über {} Fotos</translation>
        </message>
        <message>
            <source>no photos</source>
            <translation>keine Fotos</translation>
        </message>
    </context>
    <context>
        <name>Presenter</name>
        <message>
            <source>Its folder is offline, so only the small picture can be shown.</source>
            <translation>Der Ordner ist offline, daher ist nur das kleine Bild zu sehen.</translation>
        </message>
        <message>
            <source>This photo can't be shown: {}.</source>
            <translation>Dieses Foto kann nicht angezeigt werden: {}.</translation>
        </message>
        <message>
            <source>Loading full size …</source>
            <translation>Volle Größe wird geladen …</translation>
        </message>
        <message>
            <source>Its full size can't be shown: {}.</source>
            <translation>Die volle Größe kann nicht angezeigt werden: {}.</translation>
        </message>
        <message>
            <source>Shown with {} of its {} megapixels</source>
            <translation>Mit {} von {} Megapixeln angezeigt</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview of {}</source>
            <translation>Vorschau von {}</translation>
        </message>
    </context>
    <context>
        <name>PreviewStack</name>
        <message>
            <source>Previews of the selected photos</source>
            <translation>Vorschau der ausgewählten Fotos</translation>
        </message>
    </context>
    <context>
        <name>ProgressCard</name>
        <message>
            <source>Reading photos</source>
            <translation>Fotos werden eingelesen</translation>
        </message>
        <message>
            <source>How much has been read</source>
            <translation>Fortschritt beim Einlesen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Hide this</source>
            <translation>Ausblenden</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} von {}</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Wird angehalten…</translation>
        </message>
        <message>
            <source>What has been read is kept.</source>
            <translation>Was eingelesen ist, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausiert</translation>
        </message>
        <message>
            <source>Getting the model ready…</source>
            <translation>Modell startet…</translation>
        </message>
        <message>
            <source>{} to read</source>
            <translation>{} einzulesen</translation>
        </message>
        <message>
            <source>Reading {}</source>
            <translation>{} eingelesen</translation>
        </message>
        <message>
            <source>Reading dates and places</source>
            <translation>Daten und Orte werden gelesen</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>Wird abgeschlossen…</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>Fotos werden gesucht…</translation>
        </message>
        <message>
            <source>{} photos/s</source>
            <translation>{} Fotos/s</translation>
        </message>
        <message>
            <source>{}/s</source>
            <translation>{}/s</translation>
        </message>
        <message>
            <source>{} left</source>
            <translation>noch {}</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>{} read. The rest is read later.</source>
            <translation>{} eingelesen. Der Rest folgt später.</translation>
        </message>
        <message>
            <source>in {}</source>
            <translation>in {}</translation>
        </message>
        <message>
            <source>{} read</source>
            <translation>{} eingelesen</translation>
        </message>
        <message>
            <source>Up to date</source>
            <translation>Auf dem neuesten Stand</translation>
        </message>
        <message>
            <source>{} no longer in the folder.</source>
            <translation>{} nicht mehr im Ordner.</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>Nichts Neues</translation>
        </message>
        <message>
            <source>These folders have been read.</source>
            <translation>Diese Ordner sind eingelesen.</translation>
        </message>
        <message>
            <source>{} could not be read</source>
            <translation>{} nicht lesbar</translation>
        </message>
        <message>
            <source>{} could not be read. Show them.</source>
            <translation>{} nicht lesbar. Anzeigen.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
    </context>
    <context>
        <name>ProgressLine</name>
        <message>
            <source>How far the model has come</source>
            <translation>Fortschritt des Modells</translation>
        </message>
        <message>
            <source>Stop the download. What has arrived is kept.</source>
            <translation>Download anhalten. Was schon da ist, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Do not change the model</source>
            <translation>Modell nicht wechseln</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Vorbereitung…</translation>
        </message>
        <message>
            <source>Checking and loading…</source>
            <translation>Wird geprüft und geladen…</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Wird angehalten…</translation>
        </message>
        <message>
            <source>{} of {} read</source>
            <translation>{} von {} eingelesen</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Wird eingelesen…</translation>
        </message>
        <message>
            <source>Not read yet</source>
            <translation>Noch nicht eingelesen</translation>
        </message>
    </context>
    <context>
        <name>RecentPopup</name>
        <message>
            <source>Recent searches</source>
            <translation>Letzte Suchen</translation>
        </message>
        <message>
            <source>Forget recent searches</source>
            <translation>Letzte Suchen vergessen</translation>
        </message>
    </context>
    <context>
        <name>RemoveDialog</name>
        <message>
            <source>Remove folder</source>
            <translation>Ordner entfernen</translation>
        </message>
        <message>
            <source>Remove “{}” from PhotoRAG?</source>
            <translation>„{}“ aus PhotoRAG entfernen?</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Your files stay where they are. Favourites and tags are remembered and come back should you add the folder again.</source>
            <translation>Die Dateien bleiben, wo sie sind. Favoriten und Schlagwörter bleiben gespeichert und sind wieder da, wenn der Ordner erneut hinzugefügt wird.</translation>
        </message>
        <message>
            <source>1 photo is no longer found.</source>
            <translation>1 Foto wird nicht mehr gefunden.</translation>
        </message>
        <message>
            <source>{} photos are no longer found.</source>
            <translation>{} Fotos werden nicht mehr gefunden.</translation>
        </message>
    </context>
    <context>
        <name>RemoveQuestion</name>
        <message>
            <source>Take {} off the list?</source>
            <translation>{} aus der Liste nehmen?</translation>
        </message>
        <message>
            <source>The folder and its files stay where they are.</source>
            <translation>Der Ordner und seine Dateien bleiben, wo sie sind.</translation>
        </message>
        <message>
            <source>Take off</source>
            <translation>Herausnehmen</translation>
        </message>
        <message>
            <source>Remove {} from this computer?</source>
            <translation>{} von diesem Computer entfernen?</translation>
        </message>
        <message>
            <source>This frees {}. What was read with it stays in the library; it can be downloaded again.</source>
            <translation>Das gibt {} frei. Was damit eingelesen wurde, bleibt in der Bibliothek; das Modell lässt sich wieder laden.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>RightPanel</name>
        <message>
            <source>About the selected photos</source>
            <translation>Über die ausgewählten Fotos</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Similar</source>
            <translation>Ähnliche</translation>
        </message>
    </context>
    <context>
        <name>RowHeightSlider</name>
        <message>
            <source>Size of the photos</source>
            <translation>Größe der Fotos</translation>
        </message>
    </context>
    <context>
        <name>SaveSearchButton</name>
        <message>
            <source>Save this search</source>
            <translation>Diese Suche merken</translation>
        </message>
        <message>
            <source>Saved as “{}”. Remove it from the saved searches.</source>
            <translation>Als „{}“ gemerkt. Aus den gemerkten Suchen entfernen.</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search your photos by words</source>
            <translation>Fotos mit Worten suchen</translation>
        </message>
        <message>
            <source>Recent searches</source>
            <translation>Letzte Suchen</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>Suche leeren</translation>
        </message>
        <message>
            <source>Add words, if you like</source>
            <translation>Nach Belieben Worte hinzufügen</translation>
        </message>
        <message>
            <source>Describe a photo</source>
            <translation>Foto beschreiben</translation>
        </message>
        <message>
            <source>Drop to add to the search</source>
            <translation>Ablegen, um damit zu suchen</translation>
        </message>
        <message>
            <source>Drop or paste a photo to search by picture</source>
            <translation>Foto ablegen oder einfügen, um mit einem Bild zu suchen</translation>
        </message>
    </context>
    <context>
        <name>SearchSession</name>
        <message>
            <source>Getting the model ready…</source>
            <translation>Modell startet…</translation>
        </message>
    </context>
    <context>
        <name>SentencePage</name>
        <message>
            <source>Photos are still being read: there may be more in a moment.</source>
            <translation>Es werden noch Fotos eingelesen: Gleich könnten es mehr sein.</translation>
        </message>
        <message>
            <source>Try other words, fewer of them, or a picture.</source>
            <translation>Andere oder weniger Worte versuchen oder ein Bild.</translation>
        </message>
        <message>
            <source>No photo passes all filters. Take one out:</source>
            <translation>Kein Foto passt zu allen Filtern. Nehmen Sie einen heraus:</translation>
        </message>
        <message>
            <source>No photo passes this filter. Take it out:</source>
            <translation>Kein Foto passt zu diesem Filter. Nehmen Sie ihn heraus:</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nichts gefunden</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>Suche leeren</translation>
        </message>
        <message>
            <source>Here you can see the photos that come closest, if you like.</source>
            <translation>Wenn Sie möchten, sehen Sie hier die Fotos, die am nächsten kommen.</translation>
        </message>
        <message>
            <source>None of those that pass the filters, at least. Take one out, or see what comes closest:</source>
            <translation>Jedenfalls keines, das zu den Filtern passt. Nehmen Sie einen heraus, oder sehen Sie, was am nächsten kommt:</translation>
        </message>
        <message>
            <source>No photo seems to show this</source>
            <translation>Kein Foto scheint das zu zeigen</translation>
        </message>
        <message>
            <source>Show the nearest</source>
            <translation>Die nächstliegenden zeigen</translation>
        </message>
        <message>
            <source>Press F or click the heart of a photo to keep it here.</source>
            <translation>F oder ein Klick auf das Herz sammelt Fotos hier.</translation>
        </message>
        <message>
            <source>No favourites yet</source>
            <translation>Noch keine Favoriten</translation>
        </message>
        <message>
            <source>Show all photos</source>
            <translation>Alle Fotos anzeigen</translation>
        </message>
        <message>
            <source>Photos put into your folders appear here by themselves.</source>
            <translation>Neue Fotos in den Ordnern erscheinen hier von selbst.</translation>
        </message>
        <message>
            <source>Nothing added recently</source>
            <translation>Zuletzt nichts hinzugefügt</translation>
        </message>
        <message>
            <source>Drag photos onto its name in the left column, or choose “Add to album…” in a photo's menu.</source>
            <translation>Ziehen Sie Fotos auf seinen Namen in der linken Spalte, oder wählen Sie „Zu Album hinzufügen …“ im Menü eines Fotos.</translation>
        </message>
        <message>
            <source>This album is empty</source>
            <translation>Dieses Album ist leer</translation>
        </message>
        <message>
            <source>No photos in {}</source>
            <translation>Keine Fotos in {}</translation>
        </message>
        <message>
            <source>No photos here yet</source>
            <translation>Noch keine Fotos</translation>
        </message>
        <message>
            <source>Photos put into this folder appear here by themselves.</source>
            <translation>Neue Fotos in diesem Ordner erscheinen hier von selbst.</translation>
        </message>
        <message>
            <source>Add a folder…</source>
            <translation>Ordner hinzufügen…</translation>
        </message>
        <message>
            <source>The first ones appear here in a moment. You can search while the rest is read.</source>
            <translation>Die ersten erscheinen gleich. Gesucht werden kann schon, während der Rest eingelesen wird.</translation>
        </message>
        <message>
            <source>Reading your photos</source>
            <translation>Fotos werden eingelesen</translation>
        </message>
        <message>
            <source>Plug the drive in or connect to the network: it comes back by itself. Nothing is lost.</source>
            <translation>Laufwerk anschließen oder Netzwerk verbinden: Der Ordner kommt von selbst zurück. Nichts ist verloren.</translation>
        </message>
        <message>
            <source>{} is offline</source>
            <translation>{} ist offline</translation>
        </message>
        <message>
            <source>Take {} out of the search</source>
            <translation>{} aus der Suche nehmen</translation>
        </message>
    </context>
    <context>
        <name>shortcuts</name>
        <message>
            <source>Search</source>
            <translation>Suche</translation>
        </message>
        <message>
            <source>Go to the search field</source>
            <translation>Zum Suchfeld</translation>
        </message>
        <message>
            <source>Search now</source>
            <translation>Jetzt suchen</translation>
        </message>
        <message>
            <source>Go down to the photos</source>
            <translation>Zu den Fotos</translation>
        </message>
        <message>
            <source>Recent searches</source>
            <translation>Letzte Suchen</translation>
        </message>
        <message>
            <source>Search by a copied picture</source>
            <translation>Mit kopiertem Bild suchen</translation>
        </message>
        <message>
            <source>Step back</source>
            <translation>Schritt zurück</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Bewegen</translation>
        </message>
        <message>
            <source>Arrow keys</source>
            <translation>Pfeiltasten</translation>
        </message>
        <message>
            <source>Select several</source>
            <translation>Mehrere auswählen</translation>
        </message>
        <message>
            <source>Shift + arrow keys</source>
            <translation>Umschalt + Pfeiltasten</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Alle auswählen</translation>
        </message>
        <message>
            <source>First, last</source>
            <translation>Erstes, letztes</translation>
        </message>
        <message>
            <source>Page up, page down</source>
            <translation>Seitenweise</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Larger, smaller</source>
            <translation>Größer, kleiner</translation>
        </message>
        <message>
            <source>Ctrl + wheel</source>
            <translation>Strg + Mausrad</translation>
        </message>
        <message>
            <source>Selected photos</source>
            <translation>Ausgewählte Fotos</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>Add tag</source>
            <translation>Schlagwort hinzufügen</translation>
        </message>
        <message>
            <source>Add to album</source>
            <translation>Zu Album hinzufügen</translation>
        </message>
        <message>
            <source>Search like this</source>
            <translation>Ähnliche suchen</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Export copies</source>
            <translation>Kopien exportieren</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Undo, redo</source>
            <translation>Rückgängig, wiederholen</translation>
        </message>
        <message>
            <source>Viewer</source>
            <translation>Einzelansicht</translation>
        </message>
        <message>
            <source>Previous, next</source>
            <translation>Voriges, nächstes</translation>
        </message>
        <message>
            <source>Zoom in, zoom out</source>
            <translation>Vergrößern, verkleinern</translation>
        </message>
        <message>
            <source>Whole photo, actual size</source>
            <translation>Ganzes Foto, Originalgröße</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Film strip</source>
            <translation>Filmstreifen</translation>
        </message>
        <message>
            <source>Back to the photos</source>
            <translation>Zurück zu den Fotos</translation>
        </message>
        <message>
            <source>PhotoRAG</source>
            <translation>PhotoRAG</translation>
        </message>
        <message>
            <source>Add folder</source>
            <translation>Ordner hinzufügen</translation>
        </message>
        <message>
            <source>Look for changes</source>
            <translation>Auf Änderungen prüfen</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Right column</source>
            <translation>Rechte Spalte</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>This sheet</source>
            <translation>Diese Übersicht</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsSheet</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>All photos</source>
            <translation>Alle Fotos</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoriten</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Neuzugänge</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Duplikate</translation>
        </message>
        <message>
            <source>None yet</source>
            <translation>Noch keine</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Hinzufügen…</translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation>Ordner hinzufügen</translation>
        </message>
        <message>
            <source>FOLDERS</source>
            <translation>ORDNER</translation>
        </message>
    </context>
    <context>
        <name>SimilarGrid</name>
        <message>
            <source>Similar photos</source>
            <translation>Ähnliche Fotos</translation>
        </message>
    </context>
    <context>
        <name>SimilarTab</name>
        <message>
            <source>Select a photo to see others that look like it.</source>
            <translation>Foto auswählen, um ähnliche zu sehen.</translation>
        </message>
        <message>
            <source>Similar photos appear here as the photos are read.</source>
            <translation>Ähnliche Fotos erscheinen hier, sobald die Fotos eingelesen sind.</translation>
        </message>
        <message>
            <source>No other photo looks like this one.</source>
            <translation>Kein anderes Foto sieht diesem ähnlich.</translation>
        </message>
        <message>
            <source>The photo looked at</source>
            <translation>Das betrachtete Foto</translation>
        </message>
        <message>
            <source>Looks similar</source>
            <translation>Sieht ähnlich aus</translation>
        </message>
        <message>
            <source>Search like this</source>
            <translation>Ähnliche suchen</translation>
        </message>
        <message>
            <source>+ add words</source>
            <translation>+ Worte</translation>
        </message>
        <message>
            <source>Search like this and add words</source>
            <translation>Ähnliche suchen und Worte hinzufügen</translation>
        </message>
    </context>
    <context>
        <name>SortMenu</name>
        <message>
            <source>Sorted: {}</source>
            <translation>Sortiert: {}</translation>
        </message>
    </context>
    <context>
        <name>TagChip</name>
        <message>
            <source>Remove this tag</source>
            <translation>Schlagwort entfernen</translation>
        </message>
        <message>
            <source>Remove the tag {}</source>
            <translation>Schlagwort {} entfernen</translation>
        </message>
    </context>
    <context>
        <name>TagDialog</name>
        <message>
            <source>Add tag</source>
            <translation>Schlagwort hinzufügen</translation>
        </message>
        <message>
            <source>Tag for this photo</source>
            <translation>Schlagwort für dieses Foto</translation>
        </message>
        <message>
            <source>Tag for {} photos</source>
            <translation>Schlagwort für {} Fotos</translation>
        </message>
        <message>
            <source>Type a tag</source>
            <translation>Schlagwort eingeben</translation>
        </message>
        <message>
            <source>Tags in use</source>
            <translation>Vorhandene Schlagwörter</translation>
        </message>
        <message>
            <source>{tag} ({number})</source>
            <translation>{tag} ({number})</translation>
        </message>
        <message>
            <source>A new tag</source>
            <translation>Neues Schlagwort</translation>
        </message>
        <message>
            <source>No tags in use yet</source>
            <translation>Noch keine Schlagwörter</translation>
        </message>
    </context>
    <context>
        <name>TagEditor</name>
        <message>
            <source>+ add</source>
            <translation>+ Schlagwort</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>Schlagwort hinzufügen</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Neues Schlagwort</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
    </context>
    <context>
        <name>texts</name>
        <message>
            <source>favourite 1 photo</source>
            <translation>1 Foto zu Favoriten</translation>
        </message>
        <message>
            <source>favourite {} photos</source>
            <translation>{} Fotos zu Favoriten</translation>
        </message>
        <message>
            <source>remove 1 favourite</source>
            <translation>1 Favorit entfernen</translation>
        </message>
        <message>
            <source>remove {} favourites</source>
            <translation>{} Favoriten entfernen</translation>
        </message>
        <message>
            <source>tag 1 photo “{tag}”</source>
            <translation>Schlagwort „{tag}“ für 1 Foto</translation>
        </message>
        <message>
            <source>tag {} photos “{tag}”</source>
            <translation>Schlagwort „{tag}“ für {} Fotos</translation>
        </message>
        <message>
            <source>remove tag “{tag}” from 1 photo</source>
            <translation>Schlagwort „{tag}“ von 1 Foto entfernen</translation>
        </message>
        <message>
            <source>remove tag “{tag}” from {} photos</source>
            <translation>Schlagwort „{tag}“ von {} Fotos entfernen</translation>
        </message>
        <message>
            <source>add 1 photo to “{album}”</source>
            <translation>1 Foto zu „{album}“ hinzufügen</translation>
        </message>
        <message>
            <source>add {} photos to “{album}”</source>
            <translation>{} Fotos zu „{album}“ hinzufügen</translation>
        </message>
        <message>
            <source>remove 1 photo from “{album}”</source>
            <translation>1 Foto aus „{album}“ entfernen</translation>
        </message>
        <message>
            <source>remove {} photos from “{album}”</source>
            <translation>{} Fotos aus „{album}“ entfernen</translation>
        </message>
        <message>
            <source>Offline: connect its disk to open or copy it</source>
            <translation>Offline: zum Öffnen oder Kopieren das Laufwerk anschließen</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open with the system's app</source>
            <translation>Mit Standard-App öffnen</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>In Ordner anzeigen</translation>
        </message>
        <message>
            <source>Search like this</source>
            <translation>Ähnliche suchen</translation>
        </message>
        <message>
            <source>Remove favourite</source>
            <translation>Aus Favoriten entfernen</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>Add tag…</source>
            <translation>Schlagwort hinzufügen…</translation>
        </message>
        <message>
            <source>Add to album…</source>
            <translation>Zu Album hinzufügen …</translation>
        </message>
        <message>
            <source>Remove from “{}”</source>
            <translation>Aus „{}“ entfernen</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy {} photos</source>
            <translation>{} Fotos kopieren</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Copy {} paths</source>
            <translation>{} Pfade kopieren</translation>
        </message>
        <message>
            <source>Export copy…</source>
            <translation>Kopie exportieren…</translation>
        </message>
        <message>
            <source>Export {} copies…</source>
            <translation>{} Kopien exportieren…</translation>
        </message>
        <message>
            <source>Move to trash…</source>
            <translation>In den Papierkorb…</translation>
        </message>
        <message>
            <source>Move {} photos to trash…</source>
            <translation>{} Fotos in den Papierkorb…</translation>
        </message>
        <message>
            <source>Like {}</source>
            <translation>Wie {}</translation>
        </message>
        <message>
            <source>Pictures that are not in the library are not kept with it.</source>
            <translation>Bilder, die nicht in der Bibliothek sind, werden nicht mit gemerkt.</translation>
        </message>
        <message>
            <source>{} (the file's date)</source>
            <translation>{} (Dateidatum)</translation>
        </message>
        <message>
            <source>{} (from the file's name)</source>
            <translation>{} (aus dem Dateinamen)</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>f/{}</source>
            <translation>f/{}</translation>
        </message>
        <message>
            <source>{} s</source>
            <translation>{} s</translation>
        </message>
        <message>
            <source>ISO {}</source>
            <translation>ISO {}</translation>
        </message>
        <message>
            <source>{} mm equiv.</source>
            <translation>{} mm äquiv.</translation>
        </message>
        <message>
            <source>{} mm</source>
            <translation>{} mm</translation>
        </message>
        <message>
            <source>{} mm ({} mm equiv.)</source>
            <translation>{} mm ({} mm äquiv.)</translation>
        </message>
        <message>
            <source>{} MP</source>
            <translation>{} MP</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <translation>d. MMM yyyy</translation>
        </message>
        <message>
            <source>MMM yyyy</source>
            <translation>MMM yyyy</translation>
        </message>
        <message>
            <source>{} – {}</source>
            <translation>{} – {}</translation>
        </message>
        <message>
            <source>Like the picture</source>
            <translation>Wie das Bild</translation>
        </message>
        <message>
            <source>Looks like</source>
            <translation>Sieht so aus</translation>
        </message>
        <message>
            <source>From the words</source>
            <translation>Durch die Worte</translation>
        </message>
        <message>
            <source>From the picture</source>
            <translation>Durch das Bild</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Übereinstimmung</translation>
        </message>
        <message>
            <source>{} %</source>
            <translation>{} %</translation>
        </message>
        <message>
            <source>“{}”</source>
            <translation>„{}“</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Caption</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Keywords</source>
            <translation>Stichwörter</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Text inside</source>
            <translation>Text im Bild</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Attributes</source>
            <translation>Eigenschaften</translation>
        </message>
        <message>
            <source>strong</source>
            <translation>stark</translation>
        </message>
        <message>
            <source>good</source>
            <translation>gut</translation>
        </message>
        <message>
            <source>weak</source>
            <translation>schwach</translation>
        </message>
        <message>
            <source>{}: {}</source>
            <translation>{}: {}</translation>
        </message>
        <message>
            <source>Added in {}</source>
            <translation>Hinzugefügt im {}</translation>
        </message>
        <message>
            <source>Searched {} · {} not searchable yet</source>
            <translation>{} durchsucht · {} noch nicht durchsuchbar</translation>
        </message>
        <message>
            <source>Searched {}</source>
            <translation>{} durchsucht</translation>
        </message>
        <message>
            <source>Nearest</source>
            <translation>Nächstliegende</translation>
        </message>
        <message>
            <source>Closest matches</source>
            <translation>Ähnlichste Treffer</translation>
        </message>
        <message>
            <source>Best matches</source>
            <translation>Beste Treffer</translation>
        </message>
        <message>
            <source>Less likely</source>
            <translation>Weniger wahrscheinlich</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} von {}</translation>
        </message>
        <message>
            <source>1 photo</source>
            <translation>1 Foto</translation>
        </message>
        <message>
            <source>{} photos</source>
            <translation>{} Fotos</translation>
        </message>
        <message>
            <source>{} min</source>
            <translation>{} min</translation>
        </message>
        <message>
            <source>{} h {} min</source>
            <translation>{} h {} min</translation>
        </message>
        <message>
            <source>{} ms</source>
            <translation>{} ms</translation>
        </message>
        <message>
            <source>d MMMM yyyy, HH:mm</source>
            <translation>d. MMMM yyyy, HH:mm</translation>
        </message>
        <message>
            <source>Without a date</source>
            <translation>Ohne Datum</translation>
        </message>
        <message>
            <source>{month} {year}</source>
            <translation>{month} {year}</translation>
        </message>
        <message>
            <source>starter model</source>
            <translation>Startmodell</translation>
        </message>
    </context>
    <context>
        <name>TextsLine</name>
        <message>
            <source>Reading text in pictures · {} left</source>
            <translation>Text in Bildern wird gelesen · noch {}</translation>
        </message>
        <message>
            <source>So that photos are found by words printed in them. It waits while photos are read.</source>
            <translation>Damit Fotos über gedruckte Wörter gefunden werden. Wartet, solange Fotos gelesen werden.</translation>
        </message>
        <message>
            <source>{} left</source>
            <translation>noch {}</translation>
        </message>
    </context>
    <context>
        <name>Transfers</name>
        <message>
            <source>Choose a folder for the copies</source>
            <translation>Ordner für die Kopien wählen</translation>
        </message>
        <message>
            <source>Copy here</source>
            <translation>Hierhin kopieren</translation>
        </message>
        <message>
            <source>Copying 1 photo to {folder}</source>
            <translation>1 Foto wird nach {folder} kopiert</translation>
        </message>
        <message>
            <source>Copying {number} photos to {folder}</source>
            <translation>{number} Fotos werden nach {folder} kopiert</translation>
        </message>
        <message>
            <source>Stopped: {done} of {all} photos were copied to {folder}.</source>
            <translation>Abgebrochen: {done} von {all} Fotos nach {folder} kopiert.</translation>
        </message>
        <message>
            <source>Copied {photos} to {folder}.</source>
            <translation>{photos} nach {folder} kopiert.</translation>
        </message>
        <message>
            <source>1 photo was there already.</source>
            <translation>1 Foto war schon dort.</translation>
        </message>
        <message>
            <source>{} photos were there already.</source>
            <translation>{} Fotos waren schon dort.</translation>
        </message>
        <message>
            <source>1 photo could not be copied.</source>
            <translation>1 Foto konnte nicht kopiert werden.</translation>
        </message>
        <message>
            <source>{} photos could not be copied.</source>
            <translation>{} Fotos konnten nicht kopiert werden.</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Could not be copied</source>
            <translation>Nicht kopiert</translation>
        </message>
        <message>
            <source>Move 1 photo to the trash?</source>
            <translation>1 Foto in den Papierkorb verschieben?</translation>
        </message>
        <message>
            <source>Move {} photos to the trash?</source>
            <translation>{} Fotos in den Papierkorb verschieben?</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Bringing them back is done in your system's trash, not here.</source>
            <translation>Wiederherstellen lassen sie sich im Papierkorb des Systems, nicht hier.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Yes, all {} photos</source>
            <translation>Ja, alle {} Fotos</translation>
        </message>
        <message>
            <source>Moving 1 photo to the trash</source>
            <translation>1 Foto wird in den Papierkorb verschoben</translation>
        </message>
        <message>
            <source>Moving {} photos to the trash</source>
            <translation>{} Fotos werden in den Papierkorb verschoben</translation>
        </message>
        <message>
            <source>Stopped: {done} of {all} photos were moved to the trash.</source>
            <translation>Abgebrochen: {done} von {all} Fotos in den Papierkorb verschoben.</translation>
        </message>
        <message>
            <source>Moved {} to the trash.</source>
            <translation>{} in den Papierkorb verschoben.</translation>
        </message>
        <message>
            <source>1 photo stayed where it is.</source>
            <translation>1 Foto ist geblieben, wo es war.</translation>
        </message>
        <message>
            <source>{} photos stayed where they are.</source>
            <translation>{} Fotos sind geblieben, wo sie waren.</translation>
        </message>
        <message>
            <source>Could not be moved to the trash</source>
            <translation>Nicht in den Papierkorb verschoben</translation>
        </message>
        <message>
            <source>Show why</source>
            <translation>Gründe anzeigen</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Open PhotoRAG</source>
            <translation>PhotoRAG öffnen</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Go on reading</source>
            <translation>Weiter einlesen</translation>
        </message>
        <message>
            <source>Pause reading</source>
            <translation>Einlesen pausieren</translation>
        </message>
        <message>
            <source>PhotoRAG</source>
            <translation>PhotoRAG</translation>
        </message>
        <message>
            <source>PhotoRAG: paused</source>
            <translation>PhotoRAG: pausiert</translation>
        </message>
        <message>
            <source>PhotoRAG: looking through folders</source>
            <translation>PhotoRAG: Ordner werden durchsucht</translation>
        </message>
        <message>
            <source>PhotoRAG: paused at {} of {}</source>
            <translation>PhotoRAG: pausiert bei {} von {}</translation>
        </message>
        <message>
            <source>PhotoRAG: reading {} of {}</source>
            <translation>PhotoRAG: {} von {} eingelesen</translation>
        </message>
    </context>
    <context>
        <name>UnderstandingCard</name>
        <message>
            <source>Other models…</source>
            <translation>Andere Modelle…</translation>
        </message>
        <message>
            <source>Understanding: {}</source>
            <translation>Bildverständnis: {}</translation>
        </message>
        <message>
            <source>This is the model you chose.</source>
            <translation>Das ist das gewählte Modell.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Go on with the download</source>
            <translation>Download fortsetzen</translation>
        </message>
        <message>
            <source>Get the full model · {}</source>
            <translation>Großes Modell laden · {}</translation>
        </message>
        <message>
            <source>Works at once, offline. Knows colours, shapes and simple scenes, not people, animals or most things in real photos. The full model does, in {} languages. Reading can start now and improves when it arrives.</source>
            <translation>Funktioniert sofort und offline. Kennt Farben, Formen und einfache Szenen, aber keine Menschen, Tiere und kaum Dinge auf echten Fotos. Das große Modell kennt sie, in {} Sprachen. Das Einlesen kann sofort beginnen und wird besser, sobald es da ist.</translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>Previous photo (Left)</source>
            <translation>Voriges Foto (Links)</translation>
        </message>
        <message>
            <source>Next photo (Right)</source>
            <translation>Nächstes Foto (Rechts)</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} von {}</translation>
        </message>
        <message>
            <source>Photo {}, {}, {}</source>
            <translation>Foto {}, {}, {}</translation>
        </message>
    </context>
    <context>
        <name>ViewerBar</name>
        <message>
            <source>Back to the photos (Escape)</source>
            <translation>Zurück zu den Fotos (Esc)</translation>
        </message>
        <message>
            <source>Search like this</source>
            <translation>Ähnliche suchen</translation>
        </message>
        <message>
            <source>Find photos that look like this one</source>
            <translation>Fotos finden, die diesem ähnlich sehen</translation>
        </message>
        <message>
            <source>About this photo (I)</source>
            <translation>Über dieses Foto (I)</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>Weitere Aktionen</translation>
        </message>
        <message>
            <source>Remove from favourites (F)</source>
            <translation>Aus Favoriten entfernen (F)</translation>
        </message>
        <message>
            <source>Add to favourites (F)</source>
            <translation>Zu Favoriten hinzufügen (F)</translation>
        </message>
        <message>
            <source>{} %</source>
            <translation>{} %</translation>
        </message>
        <message>
            <source>Zoom {} per cent</source>
            <translation>Zoom {} Prozent</translation>
        </message>
    </context>
    <context>
        <name>WhereMatches</name>
        <message>
            <source>Where it matches</source>
            <translation>Wo es passt</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Wird gesucht …</translation>
        </message>
    </context>
    <context>
        <name>WhyCard</name>
        <message>
            <source>Why it matched</source>
            <translation>Warum es passt</translation>
        </message>
        <message>
            <source>More like this</source>
            <translation>Mehr davon</translation>
        </message>
        <message>
            <source>Not this</source>
            <translation>Das nicht</translation>
        </message>
    </context>
</TS>
